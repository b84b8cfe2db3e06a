package net.voipbin.provisioning.topology;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/**
 * When a stream thread commits: once it has rested for the commit interval since its last commit. A thread with little
 * to do so commits soon, and one with much to do commits much at once, for what a commit costs depends little on how
 * much it commits. Kafka Streams' own interval, which is longer, bounds how long a transaction stays open.
 *
 * <p>One for all tasks of a stream thread, which share its transaction; used by that thread alone.
 */
final class CommitPacing {

    /** No commit takes less, with its round trips to the broker; no pause between two records that are at hand takes so long. */
    private static final long LEAST_COMMIT_NANOS = Duration.ofNanos(500_000).toNanos();

    private final long interval;
    private final LongSupplier nanoTime;
    private Optional<ProcessingContext> uncommitted = Optional.empty();
    private long rested;
    private long lastSeen;
    private boolean requested;

    /** @param nanoTime such as {@link System#nanoTime()} */
    CommitPacing(Duration interval, LongSupplier nanoTime) {
        this.interval = interval.toNanos();
        this.nanoTime = nanoTime;
        lastSeen = nanoTime.getAsLong();
    }

    /** Does the work of a record, and has it committed when it is time. */
    void work(ProcessingContext context, Runnable task) {
        rest();
        task.run();
        lastSeen = nanoTime.getAsLong();
        uncommitted = Optional.of(context);
        commitIfDue();
    }

    /** Has committed what is left, when it is time: to be called now and then. */
    void look() {
        rest();
        commitIfDue();
    }

    private void rest() {
        long now = nanoTime.getAsLong();
        long pause = now - lastSeen;
        lastSeen = now;
        if (requested && pause >= LEAST_COMMIT_NANOS) {
            // The commit was in this pause, and most of it.
            requested = false;
            rested = 0;
        } else {
            rested += pause;
        }
    }

    private void commitIfDue() {
        if (rested >= interval && uncommitted.isPresent()) {
            uncommitted.get().commit();
            uncommitted = Optional.empty();
            requested = true;
        }
    }
}
