package net.voipbin.provisioning.bridge.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import net.voipbin.provisioning.bridge.Bridge;
import net.voipbin.provisioning.bridge.Bridge.Reply;
import net.voipbin.provisioning.bridge.ReadModel;
import net.voipbin.provisioning.bridge.ReadModel.Tenant;
import net.voipbin.provisioning.bridge.StandInProvisioner;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class StopTest {

    @Test
    void shouldAnswerAWriteUnderWayBeforeItStops() {
        // Given
        ReadModel.clear();
        Tenant tenant = ReadModel.tenant(UUID.randomUUID(), 32);
        Bridge bridge = new Bridge();
        bridge.provisioner().behave(StandInProvisioner.Behaviour.SILENT);
        CompletableFuture<Reply> write = CompletableFuture.supplyAsync(
                () -> bridge.send("PUT", "/v1.0/customer?token=" + Bridge.token(tenant), "{\"name\":\"last\"}"));
        Awaitility.await().until(() -> !bridge.provisioner().published().isEmpty());

        // When
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(bridge::stop);
        Awaitility.await().until(() -> bridge.management("/health/ready").status() == 503);
        bridge.provisioner().decide(bridge.provisioner().published().getFirst());

        // Then
        assertThat(write.join().status()).isEqualTo(200);
        assertThat(stopped).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void shouldStopAtOnceWhenConnectionsAreIdle() {
        // Given
        Bridge bridge = new Bridge();
        bridge.get("/v1.0/customer");
        Instant start = Instant.now();

        // When
        bridge.stop();

        // Then
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void shouldStartAndSayThatItIsNotReadyWhenPostgresqlIsAway() {
        // Given
        Tenant nobody = new Tenant(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
        Bridge bridge = new Bridge(Map.of("POSTGRES_URL", "jdbc:postgresql://127.0.0.1:1/postgres"));

        // When
        Reply reply = bridge.get("/v1.0/customer?token=" + Bridge.token(nobody));
        Reply ready = bridge.management("/health/ready");
        Reply live = bridge.management("/health/live");
        bridge.close();

        // Then
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isEqualTo("1");
        assertThat(ready.status()).isEqualTo(503);
        assertThat(live.status()).isEqualTo(200);
    }
}
