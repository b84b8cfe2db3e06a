package net.voipbin.provisioning.bridge.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import net.voipbin.provisioning.bridge.Bridge;
import net.voipbin.provisioning.bridge.Bridge.Reply;
import net.voipbin.provisioning.bridge.ReadModel;
import net.voipbin.provisioning.bridge.ReadModel.Tenant;
import net.voipbin.provisioning.bridge.auth.Permission;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Health and metrics, on the port of their own. */
class HealthTest {

    @RegisterExtension
    static final Bridge bridge = new Bridge();

    private Tenant acme;

    @BeforeEach
    void populate() {
        acme = ReadModel.tenant(UUID.randomUUID(), Permission.CUSTOMER_ADMIN);
    }

    @Test
    void shouldAnswerHealthAndMetricsOnThePortOfTheirOwn() {
        // Given
        bridge.get(acme, "/v1.0/customers/" + acme.id());

        // When
        Reply live = bridge.management("/health/live");
        Reply ready = bridge.management("/health/ready");
        Reply metrics = bridge.management("/metrics");

        // Then
        assertThat(live.status()).isEqualTo(200);
        assertThat(ready.status()).isEqualTo(200);
        assertThat(metrics.text())
                .contains("route=\"/v1.0/customers/{id}\"")
                .doesNotContain(acme.id().toString());
    }
}
