package net.voipbin.provisioning.operations;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Notices when the machine's wall clock is set back. Kafka's clients count time by the latest that they have seen on
 * that clock: until it comes by there again they send no heartbeat, join again and again and lose their partitions as
 * often. Only new clients get over that.
 */
final class ClockWatch implements AutoCloseable {

    /** What passes for a correction; well below a session, within which a heartbeat must come. */
    static final Duration CORRECTION = Duration.ofSeconds(5);

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Clock wall;
    private final LongSupplier nanoTime;
    private final Consumer<Duration> alarm;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("clock-watch").factory());
    private long furthest;

    /**
     * Looks once for the time that it is.
     *
     * @param nanoTime such as {@link System#nanoTime()}, which nobody sets
     * @param alarm told how far the clock has been set back, in all, each time that it is looked at
     */
    ClockWatch(Clock wall, LongSupplier nanoTime, Consumer<Duration> alarm) {
        this.wall = wall;
        this.nanoTime = nanoTime;
        this.alarm = alarm;
        furthest = lead();
    }

    void start() {
        thread.scheduleAtFixedRate(this::look, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    void look() {
        long before = nanoTime.getAsLong();
        long lead = lead();
        if (nanoTime.getAsLong() - before > INTERVAL.toNanos()) {
            // The process stood still between the two clocks, which says nothing of either.
            return;
        }
        furthest = Math.max(furthest, lead);
        Duration back = Duration.ofMillis(furthest - lead);
        if (back.compareTo(CORRECTION) > 0) {
            alarm.accept(back);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** Of the wall clock before the one that nobody sets, in milliseconds; it changes only where the former is set. */
    private long lead() {
        return wall.millis() - TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong());
    }
}
