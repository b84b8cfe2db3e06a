package net.voipbin.provisioning.sandbox.benchmark;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongConsumer;

/** Says every half minute how far something is that takes long. Not thread-safe. */
final class Pace implements LongConsumer {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final long INTERVAL_NANOS = Duration.ofSeconds(30).toNanos();

    private final Report report;
    private final String name;
    private final long expected;
    private long said = System.nanoTime();
    private long before;

    /** @param expected how many there are in all */
    Pace(Report report, String name, long expected) {
        this.report = report;
        this.name = name;
        this.expected = expected;
    }

    /** @param done how many are done so far */
    @Override
    public void accept(long done) {
        long now = System.nanoTime();
        if (now - said >= INTERVAL_NANOS) {
            report.progress(String.format(
                    Locale.ROOT,
                    "%s: %,d of %,d, %,.0f/s at present",
                    name,
                    done,
                    expected,
                    (done - before) * NANOS_PER_SECOND / (now - said)));
            said = now;
            before = done;
        }
    }
}
