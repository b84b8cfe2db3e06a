package net.voipbin.provisioning.domain;

import java.util.Optional;
import java.util.UUID;

/** Who asks. Immutable. */
public sealed interface Actor {

    /** An upstream service: the platform itself. */
    record Platform(String service) implements Actor {}

    /** An agent whom the publisher vouches for to have permission bit 1. */
    record SuperAdmin(UUID agentId) implements Actor {}

    /**
     * An agent of the customer that the command names.
     *
     * @param delegatedBy the super admin who acts through this agent
     */
    record TenantAgent(UUID agentId, Optional<UUID> delegatedBy) implements Actor {}
}
