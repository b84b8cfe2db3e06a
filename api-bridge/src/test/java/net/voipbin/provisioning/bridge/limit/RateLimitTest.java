package net.voipbin.provisioning.bridge.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.voipbin.provisioning.bridge.hash.KeyedHash;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.Reason;
import net.voipbin.provisioning.settings.Secret;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private static final int MOST = 3;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final AtomicLong time = new AtomicLong(-5_000_000_123L);
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final RateLimit limit =
            new RateLimit("tries", MOST, WINDOW, new KeyedHash(new Secret("k".repeat(32))), time::get, metrics);

    private void pass(Duration duration) {
        time.addAndGet(duration.toNanos());
    }

    private static long retryAfter(ApiException refusal) {
        return Long.parseLong(refusal.headers().get("Retry-After"));
    }

    private ApiException refusal(String subject) {
        ApiException refusal = catchThrowableOfType(ApiException.class, () -> limit.count(subject));
        assertThat(refusal).isNotNull();
        assertThat(refusal.error().reason()).isEqualTo(Reason.RATE_LIMIT_EXCEEDED);
        return refusal;
    }

    private void count(int times, String subject) {
        IntStream.range(0, times).forEach(i -> limit.count(subject));
    }

    @Test
    void shouldRefuseOneMoreThanTheLimit() {
        // Given
        count(MOST, "ann");

        // Then
        refusal("ann");
        assertThat(metrics.counter("bridge.rate.limited", "limit", "tries").count())
                .isEqualTo(1);
    }

    @Test
    void shouldCountEachSubjectForItself() {
        // Given
        count(MOST, "ann");

        // When
        limit.count("bob");

        // Then
        refusal("ann");
    }

    @Test
    void shouldLetAnAttemptPassAfterTheTimeThatItNamed() {
        // Given
        count(MOST, "ann");
        long seconds = retryAfter(refusal("ann"));

        // When
        pass(Duration.ofSeconds(seconds));

        // Then
        limit.count("ann");
        assertThat(seconds).isBetween(WINDOW.toSeconds(), WINDOW.toSeconds() + 1);
    }

    @Test
    void shouldNameNoLongerTimeThanIsNeeded() {
        // Given
        count(MOST, "ann");
        long seconds = retryAfter(refusal("ann"));

        // When
        pass(Duration.ofSeconds(seconds - 1));

        // Then
        assertThat(retryAfter(refusal("ann"))).isEqualTo(1);
    }

    @Test
    void shouldForgetAnAttemptThatDidNotCount() {
        // When
        IntStream.range(0, MOST * 2).forEach(i -> limit.attempt("ann").close());

        // Then
        count(MOST, "ann");
    }

    @Test
    void shouldKeepNothingOfASubjectThatHasNotFailed() {
        // When
        limit.attempt("ann").close();

        // Then
        assertThat(limit.subjects()).isZero();
    }

    @Test
    void shouldKeepNothingOfASubjectWhenItsTimeIsOver() {
        // Given
        limit.count("ann");
        long before = limit.subjects();

        // When
        pass(WINDOW.multipliedBy(2));

        // Then
        assertThat(before).isEqualTo(1);
        assertThat(limit.subjects()).isZero();
    }

    @Test
    void shouldHoldNoMoreSubjectsThanItsBound() {
        // When
        IntStream.range(0, RateLimit.MOST_SUBJECTS + 5_000).forEach(i -> limit.count("user-" + i));

        // Then
        assertThat(limit.subjects()).isEqualTo(RateLimit.MOST_SUBJECTS);
        assertThat(metrics.counter("bridge.rate.evicted", "limit", "tries").count())
                .isEqualTo(5_000);
    }

    @Test
    void shouldLetNoMoreThanTheLimitFailAtTheSameTime() throws Exception {
        // Given
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();

        // When
        List<Future<?>> all;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            all = IntStream.range(0, 200)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> {
                        try (RateLimit.Attempt attempt = limit.attempt("ann")) {
                            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                            Thread.yield();
                            attempt.count();
                            failed.incrementAndGet();
                            underWay.decrementAndGet();
                        }
                    }))
                    .toList();
        }

        // Then
        assertThat(failed).hasValue(MOST);
        assertThat(most.get()).isLessThanOrEqualTo(MOST);
        assertThat(all.stream().filter(future -> future.state() == Future.State.FAILED))
                .hasSize(200 - MOST);
    }

    @Test
    void shouldRefuseNobodyWhereMoreThanTheLimitSucceedAtTheSameTime() {
        // Given
        AtomicInteger succeeded = new AtomicInteger();

        // When
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 200)
                    .forEach(i -> threads.submit(() -> {
                        try (RateLimit.Attempt attempt = limit.attempt("ann")) {
                            Thread.yield();
                            assertThat(attempt).isNotNull();
                            succeeded.incrementAndGet();
                        }
                    }));
        }

        // Then
        assertThat(succeeded).hasValue(200);
        assertThat(limit.subjects()).isZero();
    }

    @Test
    void shouldWaitForTheOutcomeOfThoseThatMightUseUpTheLimit() {
        // Given
        List<RateLimit.Attempt> first =
                IntStream.range(0, MOST).mapToObj(i -> limit.attempt("ann")).toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<RateLimit.Attempt> next = threads.submit(() -> limit.attempt("ann"));

            // When
            first.getFirst().close();

            // Then
            Awaitility.await().until(() -> next.state() == Future.State.SUCCESS);
        }
    }

    @Test
    void shouldRefuseAtLastWhereThoseUnderWayDoNotEnd() {
        // Given
        IntStream.range(0, MOST).forEach(i -> limit.attempt("ann"));

        // Then
        assertThatThrownBy(() -> limit.attempt("ann"))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(retryAfter(refusal)).isEqualTo(1));
    }

    /** Whatever the rhythm of the attempts: within no window do more pass than the limit. */
    @Property(tries = 200)
    void shouldPassNoMoreThanTheLimitWithinAnyWindow(
            @ForAll @Size(max = 60) List<@IntRange(max = 40_000) Integer> pausesInMillis) {
        // Given
        List<Long> passed = new ArrayList<>();

        // When
        for (int pause : pausesInMillis) {
            pass(Duration.ofMillis(pause));
            try {
                limit.count("ann");
                passed.add(time.get());
            } catch (ApiException e) {
                assertThat(e.error().reason()).isEqualTo(Reason.RATE_LIMIT_EXCEEDED);
            }
        }

        // Then
        for (int i = MOST; i < passed.size(); i++) {
            assertThat(passed.get(i) - passed.get(i - MOST)).isGreaterThanOrEqualTo(WINDOW.toNanos());
        }
    }
}
