package net.voipbin.provisioning.bridge.database;

import java.util.Optional;
import java.util.UUID;

/**
 * What a read may see at most: PostgreSQL holds it to that by row-level security, whatever the query asks for.
 * Immutable.
 */
public sealed interface Scope {

    /** Reads the resources of all customers; for super admins. */
    Whole PLATFORM = new Whole("provisioning_platform");

    /** Reads what authenticates a caller: customers, agents, access keys and credentials. */
    Whole AUTHENTICATION = new Whole("provisioning_authentication");

    /** Reads the results of any customer's commands. */
    Whole OUTCOMES = new Whole("provisioning_outcomes");

    /** Which telephone numbers are taken, and nothing else of them. */
    Whole NUMBERS_IN_USE = new Whole("provisioning_numbers_in_use");

    /** The one customer and what belongs to it. */
    static Scope tenant(UUID customerId) {
        return new Tenant(customerId);
    }

    /** The customer beyond which nothing exists in this scope; empty where it is bound to none. */
    Optional<UUID> customerId();

    /** The role that the read takes on. */
    String role();

    /** Bound to one customer. */
    record Tenant(UUID id) implements Scope {

        @Override
        public Optional<UUID> customerId() {
            return Optional.of(id);
        }

        @Override
        public String role() {
            return "provisioning_tenant";
        }
    }

    /** Bound to no customer, but to what its role may read. */
    record Whole(String role) implements Scope {

        @Override
        public Optional<UUID> customerId() {
            return Optional.empty();
        }
    }
}
