package net.voipbin.provisioning.topology;

import net.voipbin.provisioning.domain.Agent;
import net.voipbin.provisioning.domain.BillingAccount;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Resource;

/** The types of resources, as keys name them. */
enum ResourceType {
    CUSTOMER("customer", (byte) 'c'),
    AGENT("agent", (byte) 'a'),
    BILLING_ACCOUNT("billing_account", (byte) 'b');

    private final String published;
    private final byte code;

    ResourceType(String published, byte code) {
        this.published = published;
        this.code = code;
    }

    static ResourceType of(Resource resource) {
        return switch (resource) {
            case Customer customer -> CUSTOMER;
            case Agent agent -> AGENT;
            case BillingAccount account -> BILLING_ACCOUNT;
        };
    }

    /** The name in the keys of the event topic. */
    String published() {
        return published;
    }

    /** The byte in the keys of the state store. */
    byte code() {
        return code;
    }

    /** Type and id, as the event topic names a resource within its customer. */
    static String subject(Resource resource) {
        return of(resource).published + "/" + resource.id();
    }
}
