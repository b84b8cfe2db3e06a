package net.voipbin.provisioning.domain;

/**
 * The wish of a resource to be the only live one of its customer with a value. Immutable.
 *
 * @param value in the form in which values are compared
 */
public record UniqueKey(Kind kind, String value) {

    /** What kind of value it is; its rejection is what the caller is told when another has it. */
    public enum Kind {
        TAG_NAME(Reason.TAG_ALREADY_EXISTS, "Another tag has this name."),
        AGENT_ADDRESS(Reason.ADDRESS_ALREADY_ASSIGNED, "Another agent has this address.");

        private final Reason reason;
        private final String message;

        Kind(Reason reason, String message) {
            this.reason = reason;
            this.message = message;
        }

        Rejection refusal() {
            return Rejection.of(reason, message);
        }
    }
}
