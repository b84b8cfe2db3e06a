package net.voipbin.provisioning.bridge.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import net.voipbin.provisioning.bridge.json.Times;

/**
 * What a tenant of a frozen customer is told. Immutable.
 *
 * @param untilDeletion how long after the freeze a customer is deleted
 */
public record FrozenAccount(Duration untilDeletion) {

    /**
     * The details of a refusal: since when the account is frozen, when it will be deleted, and the way out.
     *
     * @param scheduled when the freeze was requested; where it is unknown, both times are null
     */
    public Map<String, JsonNode> details(Optional<Instant> scheduled) {
        return Map.of(
                "deletion_scheduled_at", Times.json(scheduled.orElse(null)),
                "deletion_effective_at",
                        Times.json(
                                scheduled.map(time -> time.plus(untilDeletion)).orElse(null)),
                "recovery_endpoint", JsonNodeFactory.instance.textNode("DELETE /auth/unregister"));
    }
}
