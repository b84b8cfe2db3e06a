package net.voipbin.provisioning.bridge.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import net.voipbin.provisioning.bridge.Bridge;
import net.voipbin.provisioning.bridge.Bridge.Reply;
import net.voipbin.provisioning.bridge.ReadModel;
import net.voipbin.provisioning.bridge.StandInProvisioner;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A bridge with room for four requests, all of them taken by writes that wait. */
class OverloadTest {

    private static final int MOST = 4;

    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private final Bridge bridge = new Bridge(Map.of("BRIDGE_MAX_REQUESTS", Integer.toString(MOST)));
    private String path;
    private List<CompletableFuture<Reply>> writes;

    @BeforeEach
    void fill() {
        ReadModel.clear();
        path = "/v1.0/customer?token=" + Bridge.token(ReadModel.tenant(UUID.randomUUID(), 32));
        bridge.provisioner().behave(StandInProvisioner.Behaviour.SILENT);
        writes = IntStream.range(0, MOST)
                .mapToObj(number -> CompletableFuture.supplyAsync(
                        () -> bridge.send("PUT", path, "{\"name\":\"" + number + "\"}"), clients))
                .toList();
        Awaitility.await().until(() -> bridge.provisioner().published().size() == MOST);
    }

    @AfterEach
    void end() {
        bridge.provisioner().published().forEach(bridge.provisioner()::decide);
        bridge.close();
        clients.close();
    }

    @Test
    void shouldRefuseAtOnceAndCountOneRequestTooMany() {
        // Given
        Instant start = Instant.now();

        // When
        Reply get = bridge.get(path);
        Reply post = bridge.send("POST", "/v1.0/customers", "x".repeat(10_000));
        Duration took = Duration.between(start, Instant.now());

        // Then
        assertThat(List.of(get, post)).allSatisfy(refused -> {
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.reason()).isEqualTo("SERVICE_UNAVAILABLE");
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(refused.header("X-Request-Id")).isNotEmpty();
        });
        assertThat(took).isLessThan(Bridge.WRITE_DEADLINE.dividedBy(2));
        assertThat(bridge.management("/metrics").text())
                .contains("bridge_requests_rejected_total 2.0", "bridge_requests_active 4.0");
    }

    @Test
    void shouldTakeRequestsAgainOnceTheOthersAreAnswered() {
        // Given
        assertThat(bridge.get(path).status()).isEqualTo(503);

        // When
        bridge.provisioner().published().forEach(bridge.provisioner()::decide);

        // Then
        assertThat(writes).allSatisfy(write -> assertThat(write.join().status()).isEqualTo(200));
        Awaitility.await()
                .atMost(Duration.ofSeconds(2))
                .until(() -> bridge.get(path).status() == 200);
    }

    @Test
    void shouldStopAsSoonAsItHasAnsweredWhatItTookWhenItIsFull() {
        // When
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(bridge::stop, clients);
        Awaitility.await().until(() -> bridge.management("/health/ready").status() == 503);
        bridge.provisioner().published().forEach(bridge.provisioner()::decide);

        // Then
        assertThat(writes).allSatisfy(write -> assertThat(write.join().status()).isEqualTo(200));
        assertThat(stopped).succeedsWithin(Duration.ofSeconds(5));
    }
}
