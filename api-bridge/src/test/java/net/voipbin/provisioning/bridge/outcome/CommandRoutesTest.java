package net.voipbin.provisioning.bridge.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import net.voipbin.provisioning.bridge.Bridge;
import net.voipbin.provisioning.bridge.Bridge.Reply;
import net.voipbin.provisioning.bridge.ReadModel;
import net.voipbin.provisioning.bridge.ReadModel.Tenant;
import net.voipbin.provisioning.bridge.auth.Permission;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The outcomes of commands as their issuers find them, with a real PostgreSQL behind the bridge. */
class CommandRoutesTest {

    @RegisterExtension
    static final Bridge bridge = new Bridge();

    private Tenant acme;

    @BeforeEach
    void populate() {
        acme = ReadModel.tenant(UUID.randomUUID(), Permission.CUSTOMER_ADMIN);
    }

    @Test
    void shouldNotFindACommandWhenItsOutcomeWouldNoLongerBeKept() {
        // Given
        Instant now = Instant.now();

        // When
        Reply recent = bridge.get(acme, "/v1.0/commands/" + Bridge.commandId(acme, now.minus(Duration.ofDays(7))));
        Reply old = bridge.get(acme, "/v1.0/commands/" + Bridge.commandId(acme, now.minus(Duration.ofDays(9))));

        // Then
        assertThat(recent.json().path("status").asText()).isEqualTo("pending");
        assertThat(old.reason()).isEqualTo("RESOURCE_NOT_FOUND");
    }

    @Test
    void shouldShowAnAccessKeysTokenAsLongAsItsCreatorMayCreateAccessKeys() {
        // Given
        String location = bridge.as(acme, "POST", "/v1.0/accesskeys", "{}", "Prefer", "respond-async")
                .header("Location");
        Awaitility.await()
                .until(() -> bridge.get(acme, location)
                        .json()
                        .path("status")
                        .asText()
                        .equals("applied"));

        // When
        Reply before = bridge.get(acme, location);
        ReadModel.execute("update agents set permission = ? where id = ?", Permission.CUSTOMER_MANAGER, acme.agentId());
        Reply after = bridge.get(acme, location);

        // Then
        assertThat(before.json().path("resource").path("token").asText()).startsWith("vb_");
        assertThat(after.json().path("status").asText()).isEqualTo("applied");
        assertThat(after.json().path("resource").has("token")).isFalse();
    }

    @Test
    void shouldTellWhyACommandWasRejected() {
        // Given
        bridge.provisioner().refuse("STATE_INVALID", Map.of());
        Reply accepted =
                bridge.as(acme, "PUT", "/v1.0/customer", "{}", "Prefer", "respond-async", "Idempotency-Key", "k6");
        bridge.as(acme, "PUT", "/v1.0/customer", "{}", "Idempotency-Key", "k6");

        // When
        Reply reply = bridge.get(acme, accepted.header("Location"));

        // Then
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(reply.json().path("status").asText()).isEqualTo("rejected");
        assertThat(reply.json().path("error").path("reason").asText()).isEqualTo("STATE_INVALID");
    }
}
