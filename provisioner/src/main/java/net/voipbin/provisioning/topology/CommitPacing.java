package net.voipbin.provisioning.topology;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * When a stream thread commits: once it has rested for the commit interval since its last commit, or after ten times as
 * long. A thread with little to do so commits soon, and one with much to do commits much at once, for what a commit
 * costs depends little on how much it commits.
 *
 * <p>One for all tasks of a stream thread, which share its transaction; used by that thread alone.
 */
final class CommitPacing {

    /** How long a thread that never rests leaves a transaction open, in commit intervals. */
    private static final int INTERVALS_OPEN = 10;

    /** Whatever the commit interval: far below the time after which the broker aborts a transaction. */
    private static final Duration LONGEST_OPEN = Duration.ofSeconds(1);

    /** The least that Kafka Streams schedules. */
    private static final Duration LEAST_LOOK = Duration.ofMillis(1);

    /** No commit, with its round trips, takes less; no pause between records that are at hand takes so long. */
    private static final long LEAST_COMMIT_NANOS = 500_000;

    private final Duration look;
    private final long interval;
    private final long longest;
    private final LongSupplier nanoTime;
    private Optional<Looks> looks = Optional.empty();
    private boolean uncommitted;
    private long rested;
    private long lastSeen;
    private long lastRequest;
    private boolean requested;

    /** Whether a commit is due, should nothing else come, is looked at by this task for all. */
    private record Looks(ProcessorContext<?, ?> task, Cancellable schedule) {}

    /** @param nanoTime such as {@link System#nanoTime()} */
    CommitPacing(Duration interval, LongSupplier nanoTime) {
        look = interval.dividedBy(2).compareTo(LEAST_LOOK) < 0 ? LEAST_LOOK : interval.dividedBy(2);
        this.interval = interval.toNanos();
        longest = Math.min(INTERVALS_OPEN * this.interval, LONGEST_OPEN.toNanos());
        this.nanoTime = nanoTime;
        lastSeen = nanoTime.getAsLong();
        lastRequest = lastSeen;
    }

    /** Does work of the task, and has it committed when it is time. */
    void work(ProcessorContext<?, ?> task, Runnable work) {
        rest();
        work.run();
        lastSeen = nanoTime.getAsLong();
        uncommitted = true;
        if (looks.isEmpty()) {
            looks = Optional.of(
                    new Looks(task, task.schedule(look, PunctuationType.WALL_CLOCK_TIME, time -> look(task))));
        }
        commitIfDue(task);
    }

    /** The task is closed: its looks are at an end, also where Kafka Streams revives it. */
    void forget(ProcessorContext<?, ?> task) {
        looks.filter(present -> present.task() == task).ifPresent(this::end);
    }

    private void look(ProcessorContext<?, ?> task) {
        rest();
        if (uncommitted) {
            commitIfDue(task);
            return;
        }
        // One look after a commit tells its end from the rest that follows. They don't go on for ever: Kafka Streams
        // commits after each, also where there was no work.
        looks.ifPresent(this::end);
    }

    private void end(Looks present) {
        present.schedule().cancel();
        looks = Optional.empty();
    }

    private void rest() {
        long now = nanoTime.getAsLong();
        long pause = now - lastSeen;
        lastSeen = now;
        if (requested && pause >= LEAST_COMMIT_NANOS) {
            // The commit was in this pause, and most of it.
            requested = false;
            rested = 0;
            lastRequest = now;
        } else {
            rested += pause;
        }
    }

    private void commitIfDue(ProcessorContext<?, ?> task) {
        if (uncommitted && (rested >= interval || lastSeen - lastRequest >= longest)) {
            task.commit();
            uncommitted = false;
            requested = true;
            lastRequest = lastSeen;
        }
    }
}
