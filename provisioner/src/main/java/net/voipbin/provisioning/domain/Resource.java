package net.voipbin.provisioning.domain;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Something that a customer owns, or the customer itself. Immutable. What must hold across resources (unique values,
 * references, quotas) and what time brings about is stated here by the resource and enforced in one place for all.
 */
public sealed interface Resource permits Customer, BillingAccount, Tag, AccessKey, Referring {

    /** The types, as keys, events and tables name them. */
    enum Type {
        CUSTOMER(Customer.class, "customer", 'c', true),
        AGENT(Agent.class, "agent", 'a', true),
        BILLING_ACCOUNT(BillingAccount.class, "billing_account", 'b', false),
        NUMBER(Number.class, "number", 'n', false),
        FLOW(Flow.class, "flow", 'f', false),
        QUEUE(Queue.class, "queue", 'q', false),
        TAG(Tag.class, "tag", 't', false),
        ACCESSKEY(AccessKey.class, "accesskey", 'k', true);

        private final Class<? extends Resource> resource;
        private final String published;
        private final char code;
        private final boolean credential;

        Type(Class<? extends Resource> resource, String published, char code, boolean credential) {
            this.resource = resource;
            this.published = published;
            this.code = code;
            this.credential = credential;
        }

        public static Type of(Class<? extends Resource> resource) {
            for (Type type : values()) {
                if (type.resource.equals(resource)) {
                    return type;
                }
            }
            throw new IllegalArgumentException("no type of resource: " + resource);
        }

        Class<? extends Resource> resource() {
            return resource;
        }

        /** The name that consumers know. */
        public String published() {
            return published;
        }

        /** The byte that stands for this type in the keys of stores; it must never change. */
        public byte code() {
            return (byte) code;
        }

        /** Whether a resource of this type may have a secret, which is removed when the resource ends. */
        public boolean hasCredential() {
            return credential;
        }
    }

    UUID id();

    /** The owner; a customer owns itself. */
    UUID customerId();

    Revision revision();

    /** The same state as another revision. */
    Resource withRevision(Revision other);

    /** What remains once its customer has ended: nothing that identifies a person. The revision stays. */
    Resource ended();

    /** The fields that a plain update may name with their present value only, by JSON name. */
    Map<String, Locked> lockedFields();

    default Type type() {
        return Type.of(getClass());
    }

    default boolean live() {
        return revision().tmDelete().isEmpty();
    }

    /** Values that it is the only live resource of all customers to have. */
    default List<Claim> claims() {
        return List.of();
    }

    /** Values that it is the only live resource of its customer to have. */
    default List<UniqueKey> uniqueKeys() {
        return List.of();
    }

    /** What it refers to, which must live and belong to the same customer. */
    default List<Reference> references() {
        return List.of();
    }

    /** What it counts against. */
    default List<Quota> quotas() {
        return List.of();
    }

    /** What is to happen to it at a time of its own. */
    default List<Timer> timers(Periods periods) {
        return List.of();
    }
}
