package net.voipbin.provisioning.projection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import net.voipbin.provisioning.recurrence.Recurrence;
import net.voipbin.provisioning.topic.Topics;
import net.voipbin.provisioning.vocabulary.ResultRetention;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds events, credentials and results into the read model, exactly once: offsets lie in PostgreSQL and move in the
 * transaction that writes what lies before them. A member that has lost a partition without knowing can't write: the
 * offset that it expects is no longer there. A change waits for its credentials, and what lies behind it waits too; its
 * partition is not read on meanwhile. Runs in one thread of its own until {@link #close}.
 *
 * <p>A member that is fenced joins again as a new one. A group coordinator whose loading is interrupted and begun anew, as
 * when the only broker starts again after a crash, knows for some seconds only who was a member long ago, and fences those
 * who are (seen with Kafka 4.3.1). But two processes with one instance id would fence each other for ever: who is fenced too
 * often within a minute ends.
 */
public final class Projection implements Runnable, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Projection.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration BACKOFF = Duration.ofMillis(500);
    private static final int MAX_FENCINGS = 5;
    private static final Duration CLEAN_UP_INTERVAL = Duration.ofMinutes(1);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final ReadModel readModel;
    private final Fold fold;
    private final Clock clock;
    private final Recurrence fencings = new Recurrence(System::nanoTime);
    private final Counter applied;
    private final Counter failures;
    private final AtomicInteger held;
    private final Map<TopicPartition, Long> expectedOffsets = new HashMap<>();
    private final Set<TopicPartition> unpositioned = new HashSet<>();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile Consumer<byte[], byte[]> consumer;
    private volatile boolean healthy;
    private boolean resting;
    private Instant nextPrune = Instant.EPOCH;
    private Instant nextErasure = Instant.EPOCH;

    /**
     * A projection that is not running yet.
     *
     * @param consumers makes one for each membership; it is this projection's alone, and closed in its thread
     */
    public Projection(
            Supplier<Consumer<byte[], byte[]>> consumers,
            Contracts contracts,
            Jdbi jdbi,
            Clock clock,
            MeterRegistry meters) {
        this.consumers = consumers;
        this.consumer = consumers.get();
        this.readModel = new ReadModel(jdbi);
        this.fold = new Fold(contracts, readModel, meters.counter("projection.unreadable"));
        this.clock = clock;
        this.applied = meters.counter("projection.events");
        this.failures = meters.counter("projection.failures");
        this.held = meters.gauge("projection.held", new AtomicInteger());
    }

    /** Ends when the projection does: normally after {@link #close}, exceptionally when it can't go on. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    /** Whether the last step succeeded; false before the first. Thread-safe. */
    public boolean healthy() {
        return healthy;
    }

    @Override
    public void run() {
        try {
            work();
            ended.complete(null);
        } catch (RuntimeException | Error e) {
            // An error too must end the process: nobody else would notice that this thread is gone.
            healthy = false;
            log.atError().setCause(e).log("The projection cannot go on");
            ended.completeExceptionally(e);
        }
    }

    /** Ends the loop after the current batch, and waits until it has ended. */
    @Override
    public void close() {
        closing.set(true);
        consumer.wakeup();
        ended.exceptionally(failure -> null).join();
    }

    private void work() {
        try {
            while (!takePart()) {
                consumer = consumers.get();
            }
        } catch (WakeupException e) {
            // Only close() wakes the consumer up.
            log.atDebug().log("Woken up to close");
        }
    }

    /**
     * Works as a member of the group until this is closed or the member is fenced.
     *
     * @return whether it was closed
     */
    private boolean takePart() {
        try (Consumer<byte[], byte[]> member = consumer) {
            member.subscribe(
                    List.of(Topics.EVENTS.name(), Topics.CREDENTIALS.name(), Topics.RESULTS.name()), new Assignment());
            while (!closing.get()) {
                step();
            }
            return true;
        } catch (FencedInstanceIdException e) {
            failures.increment();
            healthy = false;
            int recent = fencings.record();
            if (recent > MAX_FENCINGS) {
                throw e;
            }
            log.atWarn().addKeyValue("recent_fencings", recent).log("The member was fenced; joining as a new one");
            resting = false;
            return false;
        }
    }

    private void step() {
        try {
            if (resting) {
                rest();
            }
            position();
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            ProjectionBatch batch = fold.take(
                    records, partition -> consumer.currentLag(partition).orElse(-1) == 0);
            if (!batch.isEmpty()) {
                readModel.apply(batch, expectedOffsets);
                expectedOffsets.putAll(batch.nextOffsets());
                applied.increment(batch.events().size());
            }
            holdBack();
            cleanUp(batch);
            healthy = true;
        } catch (JdbiException | StaleOffsetException | RetriableException e) {
            failures.increment();
            healthy = false;
            log.atWarn()
                    .addKeyValue("cause", summary(e))
                    .log("The read model could not be written; going on from its offsets");
            startOver();
        }
    }

    /** Puts the consumer where the read model was left, for partitions that are new here or were in doubt. */
    private void position() {
        for (TopicPartition partition : List.copyOf(unpositioned)) {
            long next = readModel.nextOffset(partition);
            fold.forget(partition);
            expectedOffsets.put(partition, next);
            consumer.seek(partition, next);
            unpositioned.remove(partition);
        }
        Set<TopicPartition> heldBack = fold.heldBack();
        consumer.resume(consumer.assignment().stream()
                .filter(partition -> !heldBack.contains(partition))
                .toList());
    }

    /**
     * Pauses the partitions whose changes wait for credentials, so that what waits is bounded. The next poll ends when a
     * credential comes, or after a while.
     */
    private void holdBack() {
        consumer.pause(fold.heldBack());
        held.set(fold.held());
    }

    /** Forgets what is held back: the next step begins after a rest, where the read model was left. */
    private void startOver() {
        unpositioned.addAll(consumer.assignment());
        consumer.pause(consumer.assignment());
        resting = true;
    }

    /** Waits a little while the consumer keeps its membership. */
    private void rest() {
        ConsumerRecords<byte[], byte[]> none = consumer.poll(BACKOFF);
        if (!none.isEmpty()) {
            throw new IllegalStateException("a paused consumer gave records");
        }
        resting = false;
    }

    private void cleanUp(ProjectionBatch batch) {
        Instant now = clock.instant();
        if (now.isAfter(nextPrune)) {
            // As long as there are more, with each step: as many may grow old as come in.
            nextPrune = readModel.pruneResults(ResultRetention.TIME, now) ? now : now.plus(CLEAN_UP_INTERVAL);
        }
        if (!batch.ends().isEmpty() || now.isAfter(nextErasure)) {
            // Also without an end here: another process may have left one behind.
            nextErasure = readModel.eraseResults() ? now : now.plus(CLEAN_UP_INTERVAL);
        }
    }

    /** A database's messages may quote personal data; its SQLSTATE doesn't. */
    private static String summary(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String type = root.getClass().getSimpleName();
        return root instanceof SQLException sql ? type + " " + sql.getSQLState() : type;
    }

    private final class Assignment implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            unpositioned.addAll(partitions);
            // Nothing may come before the position is known, which takes a database that may be away.
            consumer.pause(partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            partitions.forEach(fold::forget);
            partitions.forEach(expectedOffsets::remove);
            unpositioned.removeAll(partitions);
        }
    }
}
