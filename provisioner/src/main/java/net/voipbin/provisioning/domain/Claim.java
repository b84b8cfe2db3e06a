package net.voipbin.provisioning.domain;

import java.util.UUID;
import net.voipbin.provisioning.domain.text.EmailAddress;

/**
 * The wish of a resource to be the only live one, of all customers, with a value. Immutable.
 *
 * @param value in the form in which values are compared
 * @param holderId the resource that is to own it
 */
public record Claim(Namespace namespace, String value, UUID holderId) {

    /** What kind of value it is; its rejection answers a caller who names a value that another has. */
    public enum Namespace {
        CUSTOMER_EMAIL("customer-email", Reason.CUSTOMER_ALREADY_EXISTS, "Another customer has this e-mail address."),
        AGENT_USERNAME("agent-username", Reason.AGENT_ALREADY_EXISTS, "Another agent has this username."),
        NUMBER("number", Reason.NUMBER_ALREADY_EXISTS, "The number is taken.");

        private final String published;
        private final Reason reason;
        private final String message;

        Namespace(String published, Reason reason, String message) {
            this.published = published;
            this.reason = reason;
            this.message = message;
        }

        /** The name in the keys of the claims topic. */
        public String published() {
            return published;
        }

        public Rejection refusal() {
            return Rejection.of(reason, message);
        }
    }

    static Claim customerEmail(String email, UUID customerId) {
        return new Claim(Namespace.CUSTOMER_EMAIL, EmailAddress.comparable(email), customerId);
    }

    public static Claim agentUsername(String username, UUID agentId) {
        return new Claim(Namespace.AGENT_USERNAME, EmailAddress.comparable(username), agentId);
    }

    public static Claim number(String number, UUID numberId) {
        return new Claim(Namespace.NUMBER, number, numberId);
    }
}
