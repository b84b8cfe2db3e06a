package net.voipbin.provisioning.bridge.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import net.voipbin.provisioning.bridge.auth.Caller;
import net.voipbin.provisioning.bridge.http.ApiError;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.Reason;
import net.voipbin.provisioning.bridge.json.Times;

/**
 * Keeps tenants of suspended customers from writing and those of frozen ones out, early; the provisioner's decision is
 * the one that counts. Super admins pass. Immutable.
 *
 * @param untilDeletion how long after the freeze a customer is deleted
 */
public record AccountGate(Duration untilDeletion) {

    /** @throws ApiException ACCOUNT_SUSPENDED, ACCOUNT_FROZEN */
    public void requireStanding(Caller caller, Admission.Standing standing, boolean writes) {
        if (caller.superAdmin()) {
            return;
        }
        boolean frozen = caller.customerStatus().equals("frozen");
        boolean suspended = caller.customerStatus().equals("suspended");
        boolean refused = switch (standing) {
            case OPEN -> frozen || (suspended && writes);
            case LEAVING -> false;
            case RETURNING -> suspended;
        };
        if (refused && frozen) {
            throw new ApiException(new ApiError(
                    Reason.ACCOUNT_FROZEN,
                    "The account is frozen and will be deleted.",
                    details(caller.deletionScheduled())));
        }
        if (refused) {
            throw ApiException.of(Reason.ACCOUNT_SUSPENDED, "The account is suspended.");
        }
    }

    /** What a tenant of a frozen customer is told: since when, until when, and the way out. */
    public Map<String, JsonNode> details(Optional<Instant> scheduled) {
        return Map.of(
                "deletion_scheduled_at", Times.json(scheduled.orElse(null)),
                "deletion_effective_at",
                        Times.json(
                                scheduled.map(time -> time.plus(untilDeletion)).orElse(null)),
                "recovery_endpoint", JsonNodeFactory.instance.textNode("DELETE /auth/unregister"));
    }
}
