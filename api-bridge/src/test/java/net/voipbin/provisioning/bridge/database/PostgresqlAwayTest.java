package net.voipbin.provisioning.bridge.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import net.voipbin.provisioning.bridge.Bridge;
import net.voipbin.provisioning.bridge.Bridge.Reply;
import net.voipbin.provisioning.bridge.ReadModel;
import net.voipbin.provisioning.bridge.ReadModel.Tenant;
import net.voipbin.provisioning.bridge.StandInProvisioner;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A PostgreSQL that hangs is worse than one that is gone: it takes connections and questions, and says nothing. */
class PostgresqlAwayTest {

    /** More than there are connections, so that some wait for one. */
    private static final int REQUESTS = 30;

    /** The promised five, and what a busy machine adds. */
    private static final Duration LONGEST = Duration.ofSeconds(6);

    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private Bridge bridge;
    private String path;

    @BeforeEach
    void start() {
        ReadModel.clear();
        Tenant tenant = ReadModel.tenant(UUID.randomUUID(), 32);
        bridge = new Bridge();
        path = "/v1.0/customer?token=" + Bridge.token(tenant);
        assertThat(getAtOnce()).extracting(reply -> reply.reply().status()).containsOnly(200);
    }

    @AfterEach
    void stop() {
        bridge.close();
        clients.close();
    }

    @Test
    void shouldRefuseReadsInTimeWhilePostgresqlHangsAndServeThemAfterwards() {
        // Given
        List<Timed> hung;
        Timed ready;
        ReadModel.suspend();
        try {
            // When
            hung = getAtOnce();
            ready = timed(() -> bridge.management("/health/ready"));
        } finally {
            ReadModel.resume();
        }

        // Then
        assertRefusedInTime(hung);
        assertThat(ready.reply().status()).isEqualTo(503);
        assertThat(ready.took()).isLessThan(LONGEST);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> bridge.get(path).status() == 200);
        assertThat(getAtOnce()).extracting(reply -> reply.reply().status()).containsOnly(200);
        assertThat(bridge.management("/health/ready").status()).isEqualTo(200);
    }

    @Test
    void shouldAnswerAWaitingWriteByItsDeadlineWhilePostgresqlHangsAndServeTheNextOne() {
        // Given
        bridge.provisioner().behave(StandInProvisioner.Behaviour.SILENT);
        CompletableFuture<Timed> write = CompletableFuture.supplyAsync(
                () -> timed(() -> bridge.send("PUT", path, "{\"name\":\"late\"}")), clients);
        Awaitility.await().until(() -> !bridge.provisioner().published().isEmpty());
        ReadModel.suspend();
        Timed undecided;
        try {
            // When
            undecided = write.orTimeout(60, TimeUnit.SECONDS).join();
        } finally {
            ReadModel.resume();
        }

        // Then
        assertThat(undecided.reply().status()).isEqualTo(504);
        assertThat(undecided.reply().header("Location")).startsWith("/v1.0/commands/");
        assertThat(undecided.took()).isLessThan(Bridge.WRITE_DEADLINE.plusSeconds(2));
        bridge.provisioner().behave(StandInProvisioner.Behaviour.DECIDES);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> bridge.send("PUT", path, "{\"name\":\"next\"}").status() == 200);
    }

    @Test
    void shouldStopWhilePostgresqlHangs() {
        // Given
        CompletableFuture<Void> stopped;
        ReadModel.suspend();
        try {
            // When
            CompletableFuture<Timed> read = CompletableFuture.supplyAsync(() -> timed(() -> bridge.get(path)), clients);
            stopped = read.thenRunAsync(bridge::stop, clients);

            // Then
            assertThat(stopped).succeedsWithin(Duration.ofSeconds(20));
        } finally {
            ReadModel.resume();
        }
    }

    @Test
    void shouldLearnOfAWritesOutcomeWhileReadsHaveAllConnections() {
        // Given
        bridge.provisioner().behave(StandInProvisioner.Behaviour.SILENT);
        CompletableFuture<Reply> write =
                CompletableFuture.supplyAsync(() -> bridge.send("PUT", path, "{\"name\":\"new\"}"), clients);
        Awaitility.await().until(() -> !bridge.provisioner().published().isEmpty());
        try (Handle other = ReadModel.jdbi().open()) {
            other.begin();
            other.execute("lock table agents in access exclusive mode");
            CompletableFuture<List<Timed>> reads = CompletableFuture.supplyAsync(this::getAtOnce, clients);
            Awaitility.await()
                    .until(() -> bridge.management("/metrics")
                            .text()
                            .contains("hikaricp_connections_active{pool=\"authentication\"} 10.0"));

            // When
            bridge.provisioner().decide(bridge.provisioner().published().getFirst());

            // Then
            assertThat(write.orTimeout(60, TimeUnit.SECONDS).join().status()).isEqualTo(200);
            assertThat(reads).isNotDone();
            other.rollback();
            reads.join();
        }
    }

    @Test
    void shouldEndAReadThatPostgresqlCannotFinish() {
        // Given
        List<Timed> slow;
        try (Handle other = ReadModel.jdbi().open()) {
            other.begin();
            other.execute("lock table customers in access exclusive mode");

            // When
            slow = getAtOnce();
            other.rollback();
        }

        // Then
        assertRefusedInTime(slow);
        assertThat(bridge.get(path).status()).isEqualTo(200);
    }

    @Test
    void shouldReplaceConnectionsThatPostgresqlHasEnded() {
        // When
        List<Boolean> ended = ReadModel.jdbi()
                .withHandle(handle -> handle.select(
                                "select pg_terminate_backend(pid) from pg_stat_activity where usename = ?",
                                ReadModel.BRIDGE_ROLE)
                        .mapTo(Boolean.class)
                        .list());

        // Then
        assertThat(ended).isNotEmpty().containsOnly(true);
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> bridge.get(path).status() == 200);
    }

    private static void assertRefusedInTime(List<Timed> replies) {
        assertThat(replies).extracting(reply -> reply.reply().status()).containsOnly(503);
        assertThat(replies).extracting(reply -> reply.reply().reason()).containsOnly("SERVICE_UNAVAILABLE");
        assertThat(replies)
                .extracting(reply -> reply.reply().header("Retry-After"))
                .containsOnly("1");
        assertThat(replies).allSatisfy(reply -> assertThat(reply.took()).isLessThan(LONGEST));
    }

    private List<Timed> getAtOnce() {
        List<CompletableFuture<Timed>> replies = IntStream.range(0, REQUESTS)
                .mapToObj(number -> CompletableFuture.supplyAsync(() -> timed(() -> bridge.get(path)), clients))
                .toList();
        return replies.stream()
                .map(reply -> reply.orTimeout(60, TimeUnit.SECONDS).join())
                .toList();
    }

    private static Timed timed(Supplier<Reply> request) {
        long start = System.nanoTime();
        Reply reply = request.get();
        return new Timed(reply, Duration.ofNanos(System.nanoTime() - start));
    }

    private record Timed(Reply reply, Duration took) {}
}
