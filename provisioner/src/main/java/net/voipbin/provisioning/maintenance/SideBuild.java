package net.voipbin.provisioning.maintenance;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.voipbin.provisioning.configuration.ProvisionerSettings;
import net.voipbin.provisioning.projection.CommittedRecords;
import net.voipbin.provisioning.projection.Contracts;
import net.voipbin.provisioning.projection.Replay;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;

/**
 * Folds a read model from the topics beside the one that is served. Several threads share the partitions, since there is no
 * order between customers of different partitions. Not thread-safe.
 */
final class SideBuild implements AutoCloseable {

    private static final long SHORT_DISTANCE = 2_000;
    private static final int MAX_APPROACHES = 100;

    private final Clock clock;
    private final SideSchema schema;
    private final List<Replay> shares = new ArrayList<>();
    private final FoldingReport report;
    private final Counter unreadable = new SimpleMeterRegistry().counter("unreadable");

    /**
     * Begins with nothing folded.
     *
     * @param schema to fold into; the caller closes it
     */
    SideBuild(ProvisionerSettings settings, SideSchema schema, Clock clock) {
        this.clock = clock;
        this.schema = schema;
        int threads = Math.clamp(
                Runtime.getRuntime().availableProcessors(),
                1,
                Math.min(settings.topicPartitions(), SideSchema.WRITERS));
        this.report = new FoldingReport("The topics", threads, clock);
        try {
            for (int share = 0; share < threads; share++) {
                shares.add(share(settings, share, threads));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private Replay share(ProvisionerSettings settings, int share, int of) {
        KafkaConsumer<byte[], byte[]> consumer = CommittedRecords.consumer(settings.kafka());
        try {
            return new Replay(
                    consumer,
                    partition -> partition % of == share,
                    Contracts.of(settings.serdes()),
                    schema.side(),
                    unreadable);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /**
     * Folds until at most {@value #SHORT_DISTANCE} records are left before the topics' ends, which move meanwhile.
     *
     * @throws IllegalStateException if the topics grow faster than they can be folded
     */
    void approachEnds() {
        Map<TopicPartition, Long> ends = ends();
        for (int approaches = 0; approaches < MAX_APPROACHES; approaches++) {
            upTo(ends);
            ends = ends();
            if (distance(ends) <= SHORT_DISTANCE) {
                return;
            }
        }
        throw new IllegalStateException("The topics grow faster than they can be folded");
    }

    /** Folds up to the topics' present ends. */
    void toEnds() {
        approachEnds();
        upTo(ends());
    }

    private Map<TopicPartition, Long> ends() {
        return ofAll(Replay::ends);
    }

    private long distance(Map<TopicPartition, Long> limits) {
        Map<TopicPartition, Long> offsets = ofAll(Replay::offsets);
        return limits.entrySet().stream()
                .mapToLong(limit -> Math.max(0, limit.getValue() - offsets.getOrDefault(limit.getKey(), 0L)))
                .sum();
    }

    private Map<TopicPartition, Long> ofAll(Function<Replay, Map<TopicPartition, Long>> ofShare) {
        return shares.stream()
                .flatMap(share -> ofShare.apply(share).entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * Folds exactly up to these offsets, and logs the progress every few seconds.
     *
     * @throws IllegalStateException if the topics don't have one of the partitions
     * @throws RuntimeException the failure of the thread that failed first; all have ended then
     */
    void upTo(Map<TopicPartition, Long> limits) {
        requireTopicsToHave(limits);
        CompletableFuture<Void> failed = new CompletableFuture<>();
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("fold-", 0).factory())) {
            for (int share = 0; share < shares.size(); share++) {
                int number = share;
                threads.execute(() -> upTo(limits, number, failed));
            }
        }
        if (failed.isDone()) {
            rethrow(failed.exceptionNow());
        }
    }

    private void upTo(Map<TopicPartition, Long> limits, int share, CompletableFuture<Void> failed) {
        try {
            shares.get(share).upTo(limits, part -> {
                if (failed.isDone()) {
                    throw new CancellationException("another thread has failed");
                }
                report.done(share, part);
            });
        } catch (RuntimeException | Error e) {
            failed.completeExceptionally(e);
        }
    }

    /** Fails if no share reads a partition of which the read model has records: they would be missing. */
    private void requireTopicsToHave(Map<TopicPartition, Long> limits) {
        Set<TopicPartition> there = ofAll(Replay::offsets).keySet();
        limits.forEach((partition, limit) -> {
            if (limit > 0 && !there.contains(partition)) {
                throw new IllegalStateException("there is no " + partition + ", of which the read model has records");
            }
        });
    }

    private static void rethrow(Throwable failure) {
        switch (failure) {
            case RuntimeException unchecked -> throw unchecked;
            case Error error -> throw error;
            default -> throw new IllegalStateException(failure);
        }
    }

    /** Deletes old results and empties those of ended customers, as projections do. */
    void cleanUp() {
        shares.getFirst().cleanUp(clock.instant());
    }

    /** Connects to what was folded. */
    Jdbi folded() {
        return schema.side();
    }

    /** How many records could not be read and were passed over. */
    long unreadable() {
        return (long) unreadable.count();
    }

    @Override
    public void close() {
        shares.forEach(Replay::close);
    }
}
