package net.voipbin.provisioning.bridge.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import net.voipbin.provisioning.bridge.hash.KeyedHash;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.Reason;

/**
 * How often something may be counted of one subject (a username, an address, a customer) within any window of time. An
 * attempt of which it will be known only at its end whether it counts is taken for counted while it is under way, so
 * that attempts at the same time don't slip past the limit. Of subjects a keyed hash is kept, in this process alone.
 * Thread-safe.
 */
public final class RateLimit {

    /** So many subjects are kept at most, in some 40 MB; the docs on authentication say what it takes to exceed it. */
    static final int MOST_SUBJECTS = 100_000;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final String name;
    private final int most;
    private final Duration window;
    private final KeyedHash hash;
    private final LongSupplier nanoTime;
    private final Counter refused;
    private final Cache<UUID, Tally> tallies;

    /**
     * @param name tells it from other limits, in metrics too
     * @param most how often
     * @param nanoTime the time in nanoseconds of any origin, which never goes back
     */
    public RateLimit(
            String name, int most, Duration window, KeyedHash hash, LongSupplier nanoTime, MeterRegistry metrics) {
        this.name = name;
        this.most = most;
        this.window = window;
        this.hash = hash;
        this.nanoTime = nanoTime;
        refused = Counter.builder("bridge.rate.limited")
                .description("Requests refused because of a rate limit")
                .tag("limit", name)
                .register(metrics);
        Counter evicted = Counter.builder("bridge.rate.evicted")
                .description("Subjects of a rate limit that were forgotten too early, for want of room")
                .tag("limit", name)
                .register(metrics);
        tallies = Caffeine.newBuilder()
                .maximumSize(MOST_SUBJECTS)
                .evictionListener((key, tally, cause) -> {
                    if (cause == RemovalCause.SIZE) {
                        evicted.increment();
                    }
                })
                // A slot longer than the window, since that long a count is remembered, and another for what is under
                // way.
                .expireAfterAccess(window.plus(window.dividedBy(Tally.SLOTS).multipliedBy(2)))
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    /** An attempt under way; to be closed when it is over. Not thread-safe. */
    public final class Attempt implements AutoCloseable {

        private final UUID subject;
        private final Tally tally;

        private Attempt(UUID subject, Tally tally) {
            this.subject = subject;
            this.tally = tally;
        }

        /** Counts this attempt against the limit. */
        public void count() {
            // Where the tally has been evicted meanwhile, it is what counts from now on.
            tallies.get(subject, evicted -> tally).count(nanoTime.getAsLong());
        }

        @Override
        public void close() {
            if (tally.leave(nanoTime.getAsLong())) {
                tallies.asMap().remove(subject, tally);
            }
        }
    }

    /**
     * Begins an attempt.
     *
     * @throws ApiException RATE_LIMIT_EXCEEDED, with the seconds until an attempt may pass
     */
    public Attempt attempt(String subject) {
        UUID key = key(subject);
        while (true) {
            Tally tally = tallies.get(key, unknown -> new Tally(most, window));
            Optional<Attempt> attempt = enter(key, tally);
            if (attempt.isPresent()) {
                return attempt.get();
            }
        }
    }

    /**
     * Counts something that always counts.
     *
     * @throws ApiException RATE_LIMIT_EXCEEDED, with the seconds until it may be done again
     */
    public void count(String subject) {
        try (Attempt attempt = attempt(subject)) {
            attempt.count();
        }
    }

    /** How many subjects have counted attempts. */
    long subjects() {
        tallies.cleanUp();
        return tallies.estimatedSize();
    }

    private Optional<Attempt> enter(UUID key, Tally tally) {
        try {
            return switch (tally.enter(nanoTime.getAsLong(), LONGEST_WAIT)) {
                case Tally.Entry.Entered entered -> Optional.of(new Attempt(key, tally));
                case Tally.Entry.Retired retired -> Optional.empty();
                case Tally.Entry.Refused refusal -> throw refusal(refusal.retryAfter());
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiException.unavailable("The bridge is stopping.", e);
        }
    }

    private ApiException refusal(Duration retryAfter) {
        refused.increment();
        long seconds = Math.max(1, retryAfter.plusSeconds(1).minusNanos(1).toSeconds());
        return ApiException.of(Reason.RATE_LIMIT_EXCEEDED, "Too many attempts; try again later.")
                .withHeader("Retry-After", Long.toString(seconds));
    }

    private UUID key(String subject) {
        ByteBuffer bits = ByteBuffer.wrap(hash.of("rate-limit", name, subject));
        return new UUID(bits.getLong(), bits.getLong());
    }
}
