package net.voipbin.provisioning.endtoend.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.endtoend.bed.SystemUnderTest.RunningBridge;
import net.voipbin.provisioning.endtoend.bed.TopicLog;
import net.voipbin.provisioning.endtoend.rest.RestClient.Reply;
import net.voipbin.provisioning.topic.Topics;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A write that is tried again has one effect and one answer, however the first try was lost. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IdempotencyEndToEndTest {

    private static final int TRIES = 20;
    private static final Duration OUTCOME = Duration.ofSeconds(60);

    private RestBed bed;
    private String here;
    private String there;

    @BeforeAll
    void open() {
        bed = RestBed.shared();
        here = bed.system().bridgeUrl();
        there = bed.second().url();
    }

    List<RepeatableWrite> writes() {
        return RepeatableWrite.ofEachKind(RestBed.shared());
    }

    @ParameterizedTest
    @MethodSource("writes")
    void shouldWriteOnceWhenAWriteIsRepeatedWhoseAnswerNobodyAwaited(RepeatableWrite write) {
        // Given
        sendAndHangUp(here, write);

        // When
        Reply second = write.tryAt(there);
        Reply third = write.tryAt(here);

        // Then
        assertThat(second.status()).as(second.text()).isIn(200, 201);
        assertThat(third.status()).isEqualTo(second.status());
        assertThat(third.text()).isEqualTo(second.text());
        assertThat(third.header("ETag")).isEqualTo(second.header("ETag"));
        assertThat(write.effects().getAsLong()).isEqualTo(write.once());
    }

    @ParameterizedTest
    @MethodSource("writes")
    void shouldRefuseAnotherWriteWhenItsKeyWasUsed(RepeatableWrite write) {
        // Given
        Reply first = write.tryAt(here);

        // When
        Reply other = write.tryAt(there, write.otherBody());
        Reply same = write.tryAt(there, " " + write.body() + " ");

        // Then
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.reason()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(same.text()).isEqualTo(first.text());
        assertThat(write.effects().getAsLong()).isEqualTo(write.once());
    }

    @ParameterizedTest
    @MethodSource("writes")
    void shouldWriteOnceWhenTheSameWriteComesManyTimesAtOnceThroughTwoBridges(RepeatableWrite write) {
        // Given
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Reply>> tries = IntStream.range(0, TRIES)
                    .mapToObj(number -> CompletableFuture.supplyAsync(
                            () -> {
                                await(start);
                                return write.tryAt(
                                        number % 2 == 0 ? here : there,
                                        number % 4 < 2 ? write.body() : write.otherBody());
                            },
                            executor))
                    .toList();

            // When
            start.countDown();
            List<Reply> replies = tries.stream().map(CompletableFuture::join).toList();

            // Then
            List<Reply> done =
                    replies.stream().filter(reply -> reply.status() < 300).toList();
            assertThat(done).hasSize(TRIES / 2);
            assertThat(done)
                    .extracting(Reply::text)
                    .containsOnly(done.getFirst().text());
            assertThat(replies)
                    .filteredOn(reply -> reply.status() >= 300)
                    .hasSize(TRIES / 2)
                    .allSatisfy(reply -> assertThat(reply.reason()).isEqualTo("IDEMPOTENCY_KEY_REUSED"));
            assertThat(write.effects().getAsLong()).isEqualTo(write.once());
        }
    }

    @Test
    void shouldWriteOnceHoweverOftenAnUndecidedWriteIsRepeated() {
        // Given
        List<RepeatableWrite> writes = writes();
        try (RunningBridge impatient =
                bed.system().startBridge("hasty-bridge", Map.of("BRIDGE_WRITE_DEADLINE", "PT2S"))) {
            List<Reply> undecided;
            bed.system().suspendProvisioner();
            try {
                undecided = atOnce(writes, write -> write.tryAt(impatient.url()));
                atOnce(writes, write -> write.tryAt(impatient.url()));
            } finally {
                bed.system().resumeProvisioner();
            }

            // When
            List<Reply> again = atOnce(writes, write -> write.tryAt(there));

            // Then
            assertThat(undecided).extracting(Reply::status).containsOnly(504);
            assertThat(again).extracting(Reply::status).allMatch(status -> status < 300);
            for (int each = 0; each < writes.size(); each++) {
                RepeatableWrite write = writes.get(each);
                String location = undecided.get(each).header("Location");
                Reply outcome = Awaitility.await()
                        .atMost(OUTCOME)
                        .until(
                                () -> write.client().get(location),
                                reply -> !reply.text("status").equals("pending"));
                assertThat(outcome.text("status")).isEqualTo("applied");
                assertThat(outcome.json().path("resource").path("id").asText())
                        .isEqualTo(again.get(each).text("id"));
                assertThat(write.tryAt(impatient.url()).text())
                        .isEqualTo(again.get(each).text());
                assertThat(write.effects().getAsLong()).as(write.kind()).isEqualTo(write.once());
            }
        }
    }

    @Test
    void shouldWriteOnceWhenABridgeIsKilledBeforeItAnswers() {
        // Given
        List<RepeatableWrite> writes = writes();
        RunningBridge victim = bed.system().startBridge("victim-bridge", Map.of());
        try (TopicLog<Command> commands = new TopicLog<>(bed.system().bed(), Topics.COMMANDS);
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            commands.await(1, command -> true);
            List<UUID> earlier =
                    commands.values().stream().map(Command::getCommandId).toList();
            List<CompletableFuture<Reply>> lost;
            bed.system().suspendProvisioner();
            try {
                lost = writes.stream()
                        .map(write -> CompletableFuture.supplyAsync(() -> write.tryAt(victim.url()), executor))
                        .toList();
                commands.await(writes.size(), command -> !earlier.contains(command.getCommandId()));
                victim.process().kill();
            } finally {
                bed.system().resumeProvisioner();
            }
            assertThat(lost)
                    .allSatisfy(answer -> assertThatThrownBy(answer::join)
                            .isInstanceOf(CompletionException.class)
                            .hasRootCauseInstanceOf(IOException.class));

            // When
            List<Reply> again = atOnce(writes, write -> write.tryAt(there));

            // Then
            assertThat(again).extracting(Reply::status).allMatch(status -> status < 300);
            for (int each = 0; each < writes.size(); each++) {
                RepeatableWrite write = writes.get(each);
                assertThat(write.tryAt(here).text()).isEqualTo(again.get(each).text());
                assertThat(write.effects().getAsLong()).as(write.kind()).isEqualTo(write.once());
            }
        }
    }

    /** The request goes out whole, and its sender is gone before an answer can come. */
    private static void sendAndHangUp(String bridgeUrl, RepeatableWrite write) {
        URI bridge = URI.create(bridgeUrl);
        byte[] body = write.body().getBytes(StandardCharsets.UTF_8);
        String head = """
                POST %s HTTP/1.1
                Host: %s
                Authorization: Bearer %s
                Idempotency-Key: %s
                Content-Type: application/json
                Content-Length: %d

                """.formatted(
                        write.path(), bridge.getAuthority(), write.client().token(), write.key(), body.length);
        try (Socket socket = new Socket(bridge.getHost(), bridge.getPort())) {
            socket.getOutputStream().write(head.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Reply> atOnce(
            List<RepeatableWrite> writes, java.util.function.Function<RepeatableWrite, Reply> attempt) {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            return writes.stream()
                    .map(write -> CompletableFuture.supplyAsync(() -> attempt.apply(write), executor))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
