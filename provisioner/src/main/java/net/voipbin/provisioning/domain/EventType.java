package net.voipbin.provisioning.domain;

/** What has happened to a resource. */
public enum EventType {
    CUSTOMER_CREATED("customer_created"),
    CUSTOMER_UPDATED("customer_updated"),
    CUSTOMER_DELETED("customer_deleted"),
    AGENT_CREATED("agent_created"),
    AGENT_DELETED("agent_deleted"),
    BILLING_ACCOUNT_CREATED("billing_account_created"),
    BILLING_ACCOUNT_DELETED("billing_account_deleted");

    private final String published;

    EventType(String published) {
        this.published = published;
    }

    /** The name that consumers know. */
    public String published() {
        return published;
    }
}
