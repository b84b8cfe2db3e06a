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

    /** Where the committed records of each partition end at the moment. */
    Map<TopicPartition, Long> ends() {
        return replay.ends();
    }

    /** How many records are left up to there. */
    long distance(Map<TopicPartition, Long> limits) {
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
