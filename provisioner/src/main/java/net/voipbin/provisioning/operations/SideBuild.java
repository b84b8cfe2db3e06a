package net.voipbin.provisioning.operations;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Map;
import net.voipbin.provisioning.projection.Contracts;
import net.voipbin.provisioning.projection.Replay;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;

/** A read model that is folded from the topics beside the one that is served. Not thread-safe. */
final class SideBuild implements AutoCloseable {

    private static final long SHORT_DISTANCE = 2_000;
    private static final int MOST_APPROACHES = 100;

    private final Clock clock;
    private final SideSchema schema;
    private final Replay replay;
    private final FoldingReport report;
    private final Counter unreadable = new SimpleMeterRegistry().counter("unreadable");

    /**
     * @param schema stays the caller's
     */
    SideBuild(ProvisionerSettings settings, SideSchema schema, Clock clock) {
        this.clock = clock;
        this.schema = schema;
        this.report = new FoldingReport("The topics", clock);
        this.replay = new Replay(
                CommittedRecords.consumer(settings), Contracts.of(settings.serdes()), schema.side(), unreadable);
    }

    /**
     * Folds up to ends that move on, until they are close: what is left is for a moment's work.
     *
     * @throws IllegalStateException if they move faster
     */
    void approachEnds() {
        Map<TopicPartition, Long> ends = replay.ends();
        for (int approaches = 0; approaches < MOST_APPROACHES; approaches++) {
            upTo(ends);
            ends = replay.ends();
            if (distance(ends) <= SHORT_DISTANCE) {
                return;
            }
        }
        throw new IllegalStateException("The topics grow faster than they can be folded");
    }

    /** Folds up to where the topics end at the moment. */
    void toEnds() {
        approachEnds();
        upTo(replay.ends());
    }

    private long distance(Map<TopicPartition, Long> limits) {
        Map<TopicPartition, Long> offsets = replay.offsets();
        return limits.entrySet().stream()
                .mapToLong(limit -> Math.max(0, limit.getValue() - offsets.getOrDefault(limit.getKey(), 0L)))
                .sum();
    }

    /** Folds exactly up to these offsets, and tells of it every few seconds. */
    void upTo(Map<TopicPartition, Long> limits) {
        replay.upTo(limits, report::done);
    }

    void cleanUp() {
        replay.cleanUp(clock.instant());
    }

    Jdbi folded() {
        return schema.side();
    }

    /** How many records could not be read and were passed over. */
    long unreadable() {
        return (long) unreadable.count();
    }

    @Override
    public void close() {
        replay.close();
    }
}
