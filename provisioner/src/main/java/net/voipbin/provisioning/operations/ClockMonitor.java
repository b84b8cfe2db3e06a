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
 * that clock: until it shows that time again they send no heartbeat, join again and again and lose their partitions as
 * often. Only new clients recover from that.
 */
final class ClockMonitor implements AutoCloseable {

    /** Up to this, setting the clock back is a correction; well below a session, within which a heartbeat must come. */
    static final Duration CORRECTION = Duration.ofSeconds(5);

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Clock wall;
    private final LongSupplier nanoTime;
    private final Consumer<Duration> alarm;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("clock-monitor").factory());
    private long furthest;

    /**
     * Reads both clocks once; checks begin with {@link #start}.
     *
     * @param nanoTime a clock that nobody sets, such as {@link System#nanoTime()}
     * @param alarm receives at each check how far the clock has been set back in all, once that is more than {@link
     *     #CORRECTION}
     */
    ClockMonitor(Clock wall, LongSupplier nanoTime, Consumer<Duration> alarm) {
        this.wall = wall;
        this.nanoTime = nanoTime;
        this.alarm = alarm;
        furthest = lead();
    }

    /** Begins to check the clock, once a second. */
    void start() {
        thread.scheduleAtFixedRate(this::check, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Compares both clocks, and raises the alarm if the wall clock was set back. */
    void check() {
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

    /**
     * How far the wall clock is ahead of the clock that nobody sets, in milliseconds; it changes only when the former
     * is set.
     */
    private long lead() {
        return wall.millis() - TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong());
    }
}
