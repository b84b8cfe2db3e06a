package net.voipbin.provisioning.bridge.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.voipbin.provisioning.bridge.Bridge;
import net.voipbin.provisioning.bridge.Bridge.Reply;
import net.voipbin.provisioning.bridge.ReadModel;
import net.voipbin.provisioning.bridge.ReadModel.Tenant;
import net.voipbin.provisioning.bridge.StandInProvisioner.Behaviour;
import org.apache.kafka.common.errors.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever fails once a write may have been published, the caller learns in time where its outcome will be found. */
class UnclearOutcomesTest {

    private static final String PATH = "/v1.0/customer?token=";
    private static final String BODY = "{\"name\":\"new\"}";
    private static final String SIGNUP = "{\"email\":\"new@new.example\",\"accepted_tos\":true}";

    /** What a busy machine adds to the deadline. */
    private static final Duration LATEST = Bridge.WRITE_DEADLINE.plusSeconds(2);

    @RegisterExtension
    static final Bridge bridge = new Bridge();

    private Tenant acme;

    @BeforeEach
    void populate() {
        acme = ReadModel.tenant(UUID.randomUUID(), 32);
    }

    @Test
    void shouldPointAtTheOutcomeWhenKafkaMayHaveTheCommand() {
        // Given
        bridge.provisioner().behave(Behaviour.LOST);

        // When
        Reply reply = rename();
        Reply asynchronous = rename("Prefer", "respond-async");

        // Then
        assertOutcomeIsPointedAt(reply);
        assertOutcomeIsPointedAt(asynchronous);
    }

    @Test
    void shouldAnswerAWriteOnceItIsDecidedWhenItsAcknowledgementIsLost() {
        // Given
        bridge.provisioner().behave(Behaviour.UNACKNOWLEDGED);

        // When
        Reply reply = rename();

        // Then
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("name").asText()).isEqualTo("new");
    }

    @Test
    void shouldPointAtTheOutcomeWhenTheRegistryIsAway() {
        // Given
        bridge.provisioner().beforeReading(UnclearOutcomesTest::registryAway);

        // When
        Reply reply = rename("Idempotency-Key", "k1");
        Reply repeated = rename("Idempotency-Key", "k1");

        // Then
        assertOutcomeIsPointedAt(reply);
        assertOutcomeIsPointedAt(repeated);
        bridge.provisioner().beforeReading(() -> {});
        assertThat(bridge.get(reply.header("Location") + "?token=" + Bridge.token(acme))
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("applied");
    }

    @Test
    void shouldAnswerByTheDeadlineWhenTheRegistryIsSlow() {
        // Given
        CountDownLatch registryBack = new CountDownLatch(1);
        bridge.provisioner().beforeReading(() -> awaitUninterruptibly(registryBack));
        Instant start = Instant.now();
        Reply reply;
        try {
            // When
            reply = rename();
        } finally {
            registryBack.countDown();
        }

        // Then
        assertOutcomeIsPointedAt(reply);
        assertThat(Duration.between(start, Instant.now())).isLessThan(LATEST);
    }

    @Test
    void shouldPointAtTheOutcomeWhenPostgresqlHangsAfterTheWrite() {
        // Given
        bridge.provisioner().beforeReading(ReadModel::suspend);
        Instant start = Instant.now();
        Reply reply;
        try {
            // When
            reply = bridge.send("PUT", "/v1.0/customer/metadata?token=" + Bridge.token(acme), "{\"rtp_debug\":true}");
        } finally {
            ReadModel.resume();
        }

        // Then
        assertOutcomeIsPointedAt(reply);
        assertThat(Duration.between(start, Instant.now())).isLessThan(LATEST);
    }

    @Test
    void shouldNotCallAKeyedWriteUnknownWhilePostgresqlIsAway() {
        // Given
        String path = "/v1.0/tags/" + UUID.randomUUID() + "?token=" + Bridge.token(acme);
        CompletableFuture<Reply> write =
                CompletableFuture.supplyAsync(() -> bridge.send("DELETE", path, "", "Idempotency-Key", "k2"));
        Awaitility.await()
                .pollInterval(Duration.ofMillis(10))
                .until(() -> bridge.management("/metrics").text().contains("bridge_requests_active 1.0"));
        Reply reply;

        // When
        ReadModel.suspend();
        try {
            reply = write.orTimeout(60, TimeUnit.SECONDS).join();
        } finally {
            ReadModel.resume();
        }

        // Then
        assertThat(reply.status()).as(reply.text()).isEqualTo(503);
        assertThat(bridge.provisioner().published()).isEmpty();
    }

    @Test
    void shouldPointAtTheOutcomeWhenAFaultFollowsTheWrite() {
        // Given
        bridge.provisioner().beforeReading(() -> {
            throw new IllegalStateException("planted");
        });

        // When
        Reply reply = rename();

        // Then
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.header("Location")).startsWith("/v1.0/commands/");
        assertThat(reply.text()).doesNotContain("planted");
    }

    @Test
    void shouldSayThatASignupsOutcomeIsNotKnownWithoutALocation() {
        // Given
        bridge.provisioner().beforeReading(UnclearOutcomesTest::registryAway);

        // When
        Reply away = bridge.send("POST", "/auth/signup", SIGNUP, "Idempotency-Key", "k1");
        bridge.provisioner().beforeReading(() -> {
            throw new IllegalStateException("planted");
        });
        Reply fault = bridge.send("POST", "/auth/signup", SIGNUP, "Idempotency-Key", "k1");

        // Then
        assertThat(away.status()).isEqualTo(504);
        assertThat(away.header("Location")).isEmpty();
        assertThat(fault.status()).isEqualTo(500);
        assertThat(fault.header("Location")).isEmpty();
    }

    private static void assertOutcomeIsPointedAt(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(504);
        assertThat(reply.reason()).isEqualTo("DEADLINE_EXCEEDED");
        assertThat(reply.header("Location")).startsWith("/v1.0/commands/");
    }

    private static void registryAway() {
        throw new TimeoutException("the registry is away");
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Reply rename(String... headers) {
        return bridge.send("PUT", PATH + Bridge.token(acme), BODY, headers);
    }
}
