package net.voipbin.provisioning.domain;

import java.util.UUID;

/** Something that a customer owns, or the customer itself. Immutable. */
public sealed interface Resource permits Customer, Agent, BillingAccount {

    UUID id();

    /** The owner; a customer owns itself. */
    UUID customerId();

    Revision revision();

    default boolean live() {
        return revision().tmDelete().isEmpty();
    }
}
