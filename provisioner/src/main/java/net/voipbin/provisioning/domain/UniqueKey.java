package net.voipbin.provisioning.domain;

/**
 * The wish of a resource to be the only live one of its customer with a value. Immutable.
 *
 * @param taken why a command is refused that wants what another has; it also tells the kinds of values apart
 * @param value in the form in which values are compared
 */
public record UniqueKey(Reason taken, String value) {

    Rejection refusal() {
        return Rejection.of(taken, "Another resource of the customer has this already.");
    }
}
