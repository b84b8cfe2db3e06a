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
 * A read model that is folded from the topics beside the one that is served, by several threads that share the partitions:
 * between customers of different partitions there is no order. Not thread-safe.
 */
final class SideBuild implements AutoCloseable {

    private static final long SHORT_DISTANCE = 2_000;
    private static final int MOST_APPROACHES = 100;

    private final Clock clock;
    private final SideSchema schema;
    private final List<Replay> shares = new ArrayList<>();
    private final FoldingReport report;
    private final Counter unreadable = new SimpleMeterRegistry().counter("unreadable");

    /**
     * @param schema stays the caller's
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
     * Folds up to ends that move on, until they are close: what is left is for a moment's work.
     *
     * @throws IllegalStateException if they move faster
     */
    void approachEnds() {
        Map<TopicPartition, Long> ends = ends();
        for (int approaches = 0; approaches < MOST_APPROACHES; approaches++) {
            upTo(ends);
            ends = ends();
            if (distance(ends) <= SHORT_DISTANCE) {
                return;
            }
        }
        throw new IllegalStateException("The topics grow faster than they can be folded");
    }

    /** Folds up to where the topics end at the moment. */
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
     * Folds exactly up to these offsets, and tells of it every few seconds.
     *
     * @throws IllegalStateException if the topics don't have one of the partitions
     * @throws RuntimeException what the first of the threads has failed with, once all have ended, as the others then do
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

    /** What nobody reads would be missing. */
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

    void cleanUp() {
        shares.getFirst().cleanUp(clock.instant());
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
        shares.forEach(Replay::close);
    }
}
