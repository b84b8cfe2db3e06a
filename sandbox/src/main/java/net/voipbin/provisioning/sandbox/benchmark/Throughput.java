package net.voipbin.provisioning.sandbox.benchmark;

import java.time.Duration;

/**
 * How many in how long. Immutable.
 *
 * @param count of what was done, those of the warm-up left out
 * @param time in which that many were done; longer than zero
 */
public record Throughput(long count, Duration time) {

    private static final double NANOS_PER_SECOND = 1e9;

    public Throughput {
        if (time.isZero() || time.isNegative()) {
            throw new IllegalArgumentException("nothing can be said of a time of " + time);
        }
    }

    /** The throughput of so many since the given {@link System#nanoTime()}. */
    static Throughput since(long start, long count) {
        return new Throughput(count, Duration.ofNanos(System.nanoTime() - start));
    }

    double perSecond() {
        return count * NANOS_PER_SECOND / time.toNanos();
    }
}
