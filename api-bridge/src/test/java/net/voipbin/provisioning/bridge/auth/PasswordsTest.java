package net.voipbin.provisioning.bridge.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.Reason;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    private static final int THREADS = 2;
    private static final int WAITING = 16 * THREADS;
    private static final int TURNS = 15;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final HashingThreads threads = new HashingThreads("testing", THREADS, metrics);
    private final Passwords passwords = new Passwords(THREADS, metrics);

    @AfterEach
    void stop() {
        threads.close();
        passwords.close();
    }

    @Test
    void shouldMatchTheHashesThatItMakes() {
        // When
        String hash = passwords.hash("Pässwörd 1");

        // Then
        assertThat(passwords.matches("Pässwörd 1", Optional.of(hash))).isTrue();
        assertThat(passwords.matches("Passwörd 1", Optional.of(hash))).isFalse();
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void shouldMakeAnotherHashEachTime() {
        // Then
        assertThat(passwords.hash("password")).isNotEqualTo(passwords.hash("password"));
    }

    @Test
    void shouldMatchNothingWhereThereIsNoHashOrNoUsableOne() {
        // Then
        assertThat(passwords.matches("password", Optional.empty())).isFalse();
        assertThat(passwords.matches(
                        "password", Optional.of("$argon2id$v=19$m=9999999,t=999,p=255$AAAAAAAAAAA$AAAAAAAA")))
                .isFalse();
    }

    @Test
    void shouldTakeAsLongWithoutAHashAsWithOne() {
        // Given
        Optional<String> hash = Optional.of(passwords.hash("password"));

        // When
        Duration known = Duration.ofDays(1);
        Duration unknown = Duration.ofDays(1);
        // By turns, and the shortest of each: what the compiler and the machine's other work do falls on both.
        for (int turn = 0; turn < TURNS; turn++) {
            known = Collections.min(List.of(known, timeOf(hash)));
            unknown = Collections.min(List.of(unknown, timeOf(Optional.empty())));
        }

        // Then
        assertThat(unknown).isBetween(known.dividedBy(3), known.multipliedBy(3));
    }

    private Duration timeOf(Optional<String> hash) {
        long start = System.nanoTime();
        assertThat(passwords.matches("wrong password", hash)).isFalse();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void shouldRefuseAtOnceWhereNoRoomIsLeftToWait() {
        // Given
        CountDownLatch free = new CountDownLatch(1);
        AtomicInteger atWork = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, THREADS + WAITING)
                    .forEach(i -> callers.submit(() -> threads.run(() -> {
                        atWork.incrementAndGet();
                        await(free);
                        return done.incrementAndGet();
                    })));
            Awaitility.await().until(() -> waiting("testing") == WAITING);

            // Then
            assertThatThrownBy(() -> threads.run(() -> 1)).isInstanceOfSatisfying(ApiException.class, refusal -> {
                assertThat(refusal.error().reason()).isEqualTo(Reason.SERVICE_UNAVAILABLE);
                assertThat(refusal.headers()).containsKey("Retry-After");
            });
            assertThat(atWork).hasValue(THREADS);
            assertThat(metrics.counter("bridge.hashing.rejected", "work", "testing")
                            .count())
                    .isEqualTo(1);

            free.countDown();
        }
        assertThat(done).hasValue(THREADS + WAITING);
    }

    @Test
    void shouldCheckPasswordsWhileAsManyAreSetAsThereIsRoomFor() {
        // Given
        String hash = passwords.hash("password");
        AtomicBoolean enough = new AtomicBoolean();
        AtomicInteger refused = new AtomicInteger();
        try (ExecutorService setters = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 2 * WAITING)
                    .forEach(i -> setters.submit(() -> {
                        while (!enough.get()) {
                            try {
                                passwords.hash("password");
                            } catch (ApiException e) {
                                refused.incrementAndGet();
                                Thread.yield();
                            }
                        }
                    }));
            try {
                Awaitility.await().until(() -> refused.get() > WAITING);

                // When
                boolean right = passwords.matches("password", Optional.of(hash));

                // Then
                assertThat(right).isTrue();
                assertThat(waiting("setting")).isPositive();
                assertThat(metrics.counter("bridge.hashing.rejected", "work", "checking")
                                .count())
                        .isZero();
            } finally {
                enough.set(true);
            }
        }
    }

    private double waiting(String work) {
        return metrics.get("bridge.hashing.waiting").tag("work", work).gauge().value();
    }

    @Test
    void shouldLeaveTheCarriersOfVirtualThreadsToOthers() {
        // When
        boolean virtual = threads.run(() -> Thread.currentThread().isVirtual());

        // Then
        assertThat(virtual).isFalse();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
