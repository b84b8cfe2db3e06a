package net.voipbin.provisioning.projection;

import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleConsumer;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import net.voipbin.provisioning.topic.Topics;
import net.voipbin.provisioning.vocabulary.ResultRetention;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;

/**
 * Reads partitions of the topics from their beginnings into a read model that is empty at first, and to which nobody
 * else writes what these partitions hold. Not thread-safe; replays of other partitions may go on at the same time.
 */
public final class Replay implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    /** How long changes wait for their credentials. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Consumer<byte[], byte[]> consumer;
    private final ReadModel readModel;
    private final Fold fold;
    private final List<TopicPartition> partitions;
    private final Map<TopicPartition, Long> beginnings;
    private final Map<TopicPartition, Long> offsets = new HashMap<>();
    private boolean broken;

    /**
     * @param consumer reads committed records only, and from the earliest; it is this replay's alone
     * @param read by their number, the partitions that it reads, of each topic: what belongs together lies in partitions
     *     of the same number
     * @param unreadable counts records that are passed over
     */
    public Replay(
            Consumer<byte[], byte[]> consumer, IntPredicate read, Contracts contracts, Jdbi jdbi, Counter unreadable) {
        this.consumer = consumer;
        this.readModel = new ReadModel(jdbi);
        this.fold = new Fold(contracts, readModel, unreadable);
        this.partitions = Stream.of(Topics.EVENTS, Topics.CREDENTIALS, Topics.RESULTS)
                .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                .filter(partition -> read.test(partition.partition()))
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        this.beginnings = consumer.beginningOffsets(partitions);
        partitions.forEach(partition -> {
            offsets.put(partition, readModel.nextOffset(partition));
            consumer.seek(partition, beginnings.getOrDefault(partition, 0L));
        });
    }

    /** The next offset of each partition in the read model. */
    public Map<TopicPartition, Long> offsets() {
        return Map.copyOf(offsets);
    }

    /** The present end of the committed records of each partition. */
    public Map<TopicPartition, Long> ends() {
        return consumer.endOffsets(partitions);
    }

    /**
     * Reads on up to these offsets, of each partition not one record further; only of credentials, where a change waits for
     * one. Where it is further already, or none is given, nothing is read.
     *
     * @param all places at which no change is open: ends, or offsets of a read model; those of partitions that
     *     others read are left to them
     * @param progress receives after each poll which part of everything before the limits is done, from 0 to 1
     * @throws IllegalStateException if a limit lies behind the end of its partition, a change waits for credentials that
     *     don't come, or what was read could not be written an earlier time
     */
    public void upTo(Map<TopicPartition, Long> all, DoubleConsumer progress) {
        Map<TopicPartition, Long> limits = new HashMap<>(all);
        limits.keySet().retainAll(partitions);
        Map<TopicPartition, Long> ends = ends();
        limits.forEach((partition, limit) -> {
            if (limit > ends.getOrDefault(partition, 0L)) {
                throw new IllegalStateException("offset " + limit + " lies behind the end of " + partition);
            }
        });
        if (broken) {
            throw new IllegalStateException("what was read could not be written; it would be missing");
        }
        progress.accept(done(limits));
        Map<TopicPartition, Long> reachable = new HashMap<>(limits);
        long stalled = System.nanoTime();
        for (Set<TopicPartition> unread = unread(reachable);
                !unread.isEmpty() || fold.held() > 0;
                unread = unread(reachable)) {
            unread.removeAll(fold.heldBack());
            if (!unread.isEmpty()) {
                stalled = System.nanoTime();
            } else if (System.nanoTime() - stalled < TIMEOUT.toNanos()) {
                // A later credential of the same resource will do, and a commit shows on one broker before another.
                ends().forEach((partition, end) -> {
                    if (partition.topic().equals(Topics.CREDENTIALS.name())) {
                        reachable.merge(partition, end, Math::max);
                    }
                });
            } else {
                throw new IllegalStateException("changes wait for credentials that are not there: " + fold.heldBack());
            }
            read(unread, reachable);
            progress.accept(done(limits));
        }
        // Of a partition whose last records are compacted away the offset would stay before them.
        Map<TopicPartition, Long> passed = new HashMap<>(limits);
        passed.entrySet().removeIf(limit -> limit.getValue() <= offsets.getOrDefault(limit.getKey(), 0L));
        write(new ProjectionBatch(List.of(), Set.of(), List.of(), List.of(), passed));
    }

    /**
     * Deletes old results and empties those of ended customers, as a projection does bit by bit: in the whole read model,
     * also what other replays have read.
     */
    public void cleanUp(Instant now) {
        boolean more = true;
        while (more) {
            more = readModel.pruneResults(ResultRetention.TIME, now) | readModel.eraseResults();
        }
    }

    @Override
    public void close() {
        consumer.close();
    }

    private Set<TopicPartition> unread(Map<TopicPartition, Long> limits) {
        Set<TopicPartition> unread = new HashSet<>();
        limits.forEach((partition, limit) -> {
            if (consumer.position(partition) < limit) {
                unread.add(partition);
            }
        });
        return unread;
    }

    private void read(Set<TopicPartition> read, Map<TopicPartition, Long> limits) {
        consumer.pause(consumer.assignment());
        consumer.resume(read);
        ConsumerRecords<byte[], byte[]> records = within(limits, consumer.poll(POLL));
        write(fold.take(records, partition -> consumer.position(partition) >= limits.getOrDefault(partition, 0L)));
    }

    private void write(ProjectionBatch batch) {
        if (!batch.isEmpty()) {
            broken = true;
            readModel.apply(batch, offsets);
            offsets.putAll(batch.nextOffsets());
            broken = false;
        }
    }

    private ConsumerRecords<byte[], byte[]> within(
            Map<TopicPartition, Long> limits, ConsumerRecords<byte[], byte[]> polled) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> within = new HashMap<>();
        for (TopicPartition partition : polled.partitions()) {
            long limit = limits.getOrDefault(partition, 0L);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(polled.records(partition));
            if (records.removeIf(record -> record.offset() >= limit)) {
                consumer.seek(partition, limit);
            }
            if (!records.isEmpty()) {
                within.put(partition, records);
            }
        }
        return new ConsumerRecords<>(within, Map.of());
    }

    private double done(Map<TopicPartition, Long> limits) {
        long all = sum(limits.values())
                - limits.keySet().stream().mapToLong(beginnings::get).sum();
        long left = limits.entrySet().stream()
                .mapToLong(limit -> Math.max(0, limit.getValue() - consumer.position(limit.getKey())))
                .sum();
        return all <= 0 ? 1 : 1 - (double) left / all;
    }

    private static long sum(Collection<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).sum();
    }
}
