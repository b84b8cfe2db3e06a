package net.voipbin.provisioning.recurrence;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** How often something has happened within the last minute. Not thread-safe. */
public final class Recurrence {

    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;
    private final Deque<Long> times = new ArrayDeque<>();

    /**
     * @param nanoTime such as {@link System#nanoTime()}: a wall clock that is set back would keep what happened for
     * longer
     */
    public Recurrence(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Records that it has happened now.
     *
     * @return how often it has within the last minute, this time included
     */
    public int record() {
        long now = nanoTime.getAsLong();
        times.addLast(now);
        while (now - times.getFirst() > PERIOD.toNanos()) {
            times.removeFirst();
        }
        return times.size();
    }
}
