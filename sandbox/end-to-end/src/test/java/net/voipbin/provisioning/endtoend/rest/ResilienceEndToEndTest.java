package net.voipbin.provisioning.endtoend.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.endtoend.bed.SystemUnderTest;
import net.voipbin.provisioning.endtoend.bed.SystemUnderTest.RunningBridge;
import net.voipbin.provisioning.endtoend.bed.TestBed;
import net.voipbin.provisioning.endtoend.bed.TopicLog;
import net.voipbin.provisioning.endtoend.rest.RestBed.Tenant;
import net.voipbin.provisioning.endtoend.rest.RestClient.Reply;
import net.voipbin.provisioning.sandbox.part.EmbeddedParts;
import net.voipbin.provisioning.sandbox.process.Directories;
import net.voipbin.provisioning.topic.Topics;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What callers meet while a part that the bridge needs is away, and that nobody has to restart anything afterwards. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("long")
final class ResilienceEndToEndTest {

    private static final Duration DEADLINE = Duration.ofSeconds(4);

    /** The deadline, and what a busy machine adds. */
    private static final Duration LATEST = DEADLINE.plusSeconds(2);

    /** PostgreSQL is given up within five seconds. */
    private static final Duration LATEST_WITHOUT_DATABASE = Duration.ofSeconds(6);

    private static final Duration RECOVERY = Duration.ofSeconds(90);
    private static final int AT_ONCE = 30;
    private static final int CLIENTS = 16;
    private static final int TAGS_BEFORE_THE_STOP = 50;
    private static final int STOPPED_BY_SIGTERM = 143;

    private Path directory;
    private EmbeddedParts parts;
    private RestBed bed;
    private RunningBridge bridge;
    private Tenant tenant;
    private RestClient client;

    /** Parts of its own, since it takes them away. */
    @BeforeAll
    void start() throws IOException {
        directory = Files.createTempDirectory("resilience");
        parts = EmbeddedParts.in(directory).start();
        bed = RestBed.on(SystemUnderTest.on(new TestBed.Embedded(parts)));
        bridge = bed.system().startBridge("hasty-bridge", Map.of("BRIDGE_WRITE_DEADLINE", DEADLINE.toString()));
        tenant = bed.newTenant();
        client = new RestClient(bridge.url(), tenant.client().token());
    }

    @AfterAll
    void end() throws IOException {
        bridge.close();
        bed.close();
        bed.system().close();
        parts.close();
        Directories.delete(directory);
    }

    @Test
    void shouldRefuseWritesAndServeReadsWhileKafkaIsAway() {
        // Given
        Staff.ok(rename("before"));
        parts.kafka().kill();
        List<Timed> first;
        List<Timed> writes;
        List<Timed> reads;
        try {
            // When
            first = atOnce(() -> rename("lost or not"));
            awaitStatus(503, () -> rename("lost"));
            writes = atOnce(() -> rename("lost"));
            reads = atOnce(() -> client.get("/v1.0/customer"));
        } finally {
            parts.kafka().start();
        }

        // Then
        assertThat(first).allSatisfy(timed -> assertRefusedOrUndecided(timed, LATEST));
        assertUnavailable(writes, LATEST);
        assertThat(reads).extracting(read -> read.reply().status()).containsOnly(200);
        awaitStatus(200, () -> rename("after"));
        assertThat(client.get("/v1.0/customer").text("name")).isEqualTo("after");
    }

    @Test
    void shouldRefuseEverythingInTimeWhilePostgresqlIsAway() {
        // Given
        Staff.ok(rename("before"));
        parts.postgres().stop();
        List<Timed> writes;
        List<Timed> reads;
        try {
            // When
            writes = atOnce(() -> rename("lost"));
            reads = atOnce(() -> client.get("/v1.0/customer"));
        } finally {
            parts.postgres().start();
        }

        // Then
        assertUnavailable(writes, LATEST_WITHOUT_DATABASE);
        assertUnavailable(reads, LATEST_WITHOUT_DATABASE);
        awaitStatus(200, () -> client.get("/v1.0/customer"));
        awaitStatus(200, () -> rename("after"));
        assertThat(bed.elsewhere(client).get("/v1.0/customer").text("name")).isEqualTo("after");
    }

    @Test
    void shouldWriteWithoutTheRegistryWhenABridgeHasWrittenBefore() {
        // Given
        Staff.ok(rename("before"));
        parts.registry().kill();
        try {
            // When
            Reply write = rename("without");
            Reply read = client.get("/v1.0/customer");

            // Then
            assertThat(write.status()).as(write.text()).isEqualTo(200);
            assertThat(read.text("name")).isEqualTo("without");
        } finally {
            parts.registry().start();
        }
    }

    @Test
    void shouldReadAndRefuseWritesWhenABridgeHasNeverReachedItsRegistry() {
        // Given
        String key = RestBed.newKey();
        String body = "{\"name\": \"known\"}";
        Staff.ok(client.put("/v1.0/customer", body, "Idempotency-Key", key));
        parts.registry().kill();
        try (RunningBridge young =
                bed.system().startBridge("young-bridge", Map.of("BRIDGE_WRITE_DEADLINE", DEADLINE.toString()))) {
            RestClient there = new RestClient(young.url(), client.token());
            Reply read;
            Timed write;
            Timed repeated;
            try {
                // When
                read = there.get("/v1.0/customer");
                write = timed(() -> there.put("/v1.0/customer", "{\"name\": \"lost\"}"));
                repeated = timed(() -> there.put("/v1.0/customer", body, "Idempotency-Key", key));
            } finally {
                parts.registry().start();
            }

            // Then
            assertThat(read.text("name")).isEqualTo("known");
            assertUnavailable(List.of(write), LATEST);
            assertUndecided(repeated, LATEST);
            awaitStatus(200, () -> there.put("/v1.0/customer", "{\"name\": \"after\"}"));
            assertThat(there.put("/v1.0/customer", body, "Idempotency-Key", key).text("name"))
                    .isEqualTo("known");
        }
    }

    @Test
    void shouldAnswerAllThatItCarriesOutWhenABridgeIsStoppedUnderLoad() {
        // Given
        RunningBridge stopping = bed.system().startBridge("stopping-bridge", Map.of());
        ConcurrentMap<String, Integer> answered = new ConcurrentHashMap<>();
        AtomicInteger number = new AtomicInteger();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> clients = IntStream.range(0, CLIENTS)
                    .mapToObj(each -> CompletableFuture.runAsync(
                            () -> createTagsUntilNobodyAnswers(stopping, number, answered), executor))
                    .toList();
            Awaitility.await().until(() -> answered.size() >= TAGS_BEFORE_THE_STOP);

            // When
            stopping.close();

            // Then
            clients.forEach(CompletableFuture::join);
        }
        assertThat(stopping.process().ended()).hasMessageContaining("exit code " + STOPPED_BY_SIGTERM);
        assertThat(answered.values()).allSatisfy(status -> assertThat(status).isIn(200, 503));
        assertThat(names(client, "/v1.0/tags"))
                .filteredOn(name -> name.startsWith("load-"))
                .allSatisfy(name -> assertThat(answered).containsEntry(name, 200));
    }

    @Test
    void shouldAnswerAWaitingWriteFirstWhenABridgeIsStopped() {
        // Given
        RunningBridge stopping = bed.system().startBridge("waiting-bridge", Map.of());
        RestClient there = new RestClient(stopping.url(), client.token());
        CompletableFuture<Reply> waiting;
        CompletableFuture<Void> stopped;
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            bed.system().suspendProvisioner();
            try {
                waiting = taken(() -> there.put("/v1.0/customer", "{\"name\": \"patient\"}"), executor);

                // When
                stopped = CompletableFuture.runAsync(stopping::close, executor);
                awaitStatus(503, () -> there.get("/v1.0/customer"));
            } finally {
                bed.system().resumeProvisioner();
            }

            // Then
            assertThat(waiting.join().text("name")).isEqualTo("patient");
            stopped.join();
        }
        assertThat(stopping.process().ended()).hasMessageContaining("exit code " + STOPPED_BY_SIGTERM);
    }

    @Test
    void shouldNameThePlaceOfTheOutcomeWhenPostgresqlGoesAfterAWriteWasTaken() {
        // When
        Reply undecided = whileAway(parts.postgres()::stop, parts.postgres()::start, "before PostgreSQL went");

        // Then
        assertOutcomeIsKnownLater(undecided, "before PostgreSQL went");
    }

    @Test
    void shouldNameThePlaceOfTheOutcomeWhenKafkaGoesAfterAWriteWasTaken() {
        // When
        Reply undecided = whileAway(parts.kafka()::kill, parts.kafka()::start, "before Kafka went");

        // Then
        assertOutcomeIsKnownLater(undecided, "before Kafka went");
    }

    /** The answer to a write that was taken, and not decided, when the part went away. */
    private Reply whileAway(Runnable leave, Runnable comeBack, String name) {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Reply> waiting;
            bed.system().suspendProvisioner();
            try {
                waiting = taken(() -> rename(name), executor);
                leave.run();
            } finally {
                bed.system().resumeProvisioner();
            }
            try {
                return waiting.join();
            } finally {
                comeBack.run();
            }
        }
    }

    private void assertOutcomeIsKnownLater(Reply undecided, String name) {
        assertThat(undecided.status()).as(undecided.text()).isEqualTo(504);
        String location = undecided.header("Location");
        Reply outcome = Awaitility.await()
                .atMost(RECOVERY)
                .until(() -> client.get(location), reply -> reply.text("status").equals("applied"));
        assertThat(outcome.json().path("resource").path("name").asText()).isEqualTo(name);
        assertThat(client.get("/v1.0/customer").text("name")).isEqualTo(name);
    }

    /** The write's answer to come, once Kafka has the write. */
    private CompletableFuture<Reply> taken(Supplier<Reply> write, ExecutorService executor) {
        try (TopicLog<Command> commands = new TopicLog<>(bed.system().bed(), Topics.COMMANDS)) {
            commands.await(1, command -> true);
            Instant start = Instant.now();
            CompletableFuture<Reply> waiting = CompletableFuture.supplyAsync(write, executor);
            commands.await(
                    1,
                    command -> command.getCustomerId().equals(tenant.id())
                            && !command.getTime().isBefore(start));
            return waiting;
        }
    }

    private void createTagsUntilNobodyAnswers(
            RunningBridge stopping, AtomicInteger number, ConcurrentMap<String, Integer> answered) {
        RestClient there = new RestClient(stopping.url(), client.token());
        while (true) {
            String name = "load-" + number.incrementAndGet();
            try {
                Reply reply = there.post("/v1.0/tags", "{\"name\": \"%s\"}".formatted(name));
                answered.put(name, reply.status());
            } catch (UncheckedIOException nobodyAnswers) {
                return;
            }
        }
    }

    private static Collection<String> names(RestClient reader, String path) {
        List<String> names = new ArrayList<>();
        String pageToken = "";
        do {
            Reply page = Staff.ok(reader.get(path + "?page_token=" + pageToken));
            names.addAll(page.each("name"));
            pageToken = page.text("next_page_token");
        } while (!pageToken.isEmpty());
        return names;
    }

    private Reply rename(String name) {
        return client.put("/v1.0/customer", "{\"name\": \"%s\"}".formatted(name));
    }

    private static void awaitStatus(int status, Supplier<Reply> request) {
        Awaitility.await().atMost(RECOVERY).until(() -> request.get().status() == status);
    }

    private static void assertUnavailable(List<Timed> replies, Duration latest) {
        assertThat(replies).extracting(timed -> timed.reply().status()).containsOnly(503);
        assertThat(replies).extracting(timed -> timed.reply().reason()).containsOnly("SERVICE_UNAVAILABLE");
        assertThat(replies)
                .extracting(timed -> timed.reply().header("Retry-After"))
                .containsOnly("1");
        assertThat(replies).allSatisfy(timed -> assertThat(timed.took()).isLessThan(latest));
    }

    /** Kafka may have a write that it did not acknowledge, and what was decided may not be readable for the moment. */
    private static void assertUndecided(Timed timed, Duration latest) {
        assertThat(timed.reply().status()).isEqualTo(504);
        assertThat(timed.reply().header("Location")).startsWith("/v1.0/commands/");
        assertThat(timed.took()).isLessThan(latest);
    }

    /** Until it is known that Kafka is away a write may be on its way. */
    private static void assertRefusedOrUndecided(Timed timed, Duration latest) {
        if (timed.reply().status() == 504) {
            assertUndecided(timed, latest);
        } else {
            assertUnavailable(List.of(timed), latest);
        }
    }

    /** An answer and how long it took. */
    private record Timed(Reply reply, Duration took) {}

    private static Timed timed(Supplier<Reply> request) {
        long start = System.nanoTime();
        Reply reply = request.get();
        return new Timed(reply, Duration.ofNanos(System.nanoTime() - start));
    }

    private static List<Timed> atOnce(Supplier<Reply> request) {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            return IntStream.range(0, AT_ONCE)
                    .mapToObj(each -> CompletableFuture.supplyAsync(() -> timed(request), executor))
                    .toList()
                    .stream()
                    .map(reply -> reply.orTimeout(60, TimeUnit.SECONDS).join())
                    .toList();
        }
    }
}
