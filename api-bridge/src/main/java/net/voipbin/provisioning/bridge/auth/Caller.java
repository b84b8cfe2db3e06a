package net.voipbin.provisioning.bridge.auth;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import net.voipbin.provisioning.bridge.database.Scope;

/**
 * The live agent that a request comes from; for an access key, its customer's guest agent, as it stands at this moment. Immutable.
 *
 * @param accessKey whether it is an access key that calls
 * @param password which of its passwords the caller's token was issued for, as {@link Tokens.Identity} has it
 * @param delegatedBy the super admin who acts through the customer's guest agent, if one does
 * @param customerStatus in the words of the API
 * @param deletionScheduled when the customer's freeze was requested, if it was
 */
public record Caller(
        UUID agentId,
        UUID customerId,
        Permission permission,
        boolean accessKey,
        OptionalLong password,
        Optional<UUID> delegatedBy,
        String customerStatus,
        Optional<Instant> deletionScheduled) {

    public boolean superAdmin() {
        return permission.allows(Permission.SUPER_ADMIN);
    }

    /** What the caller may read at most. */
    public Scope scope() {
        return superAdmin() ? Scope.PLATFORM : Scope.tenant(customerId);
    }

    /** The customer beyond which nothing exists for the caller; empty where it sees all. */
    public Optional<UUID> confinedTo() {
        return superAdmin() ? Optional.empty() : Optional.of(customerId);
    }
}
