package net.voipbin.provisioning.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What is known of one customer when a command on it is decided. Look-ups, not a whole: a customer may own more than
 * fits in memory. Only live resources are found, but for the customer itself, which stays known when it is deleted.
 */
public interface Tenant {

    Optional<Customer> customer();

    Optional<Agent> agent(UUID id);

    /** All live agents; close it. */
    Stream<Agent> agents();

    Optional<BillingAccount> billingAccount(UUID id);

    /** The time of the customer's latest change. */
    Optional<Instant> lastChange();
}
