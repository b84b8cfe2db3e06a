package net.voipbin.provisioning.projection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.jspecify.annotations.Nullable;

/** Kafka's mock with a log behind it, so that what was read once can be read again after a seek. Thread-safe. */
final class RecordedConsumer extends MockConsumer<byte[], byte[]> {

    private static final long IDLE_NANOS = Duration.ofMillis(1).toNanos();

    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> log = new HashMap<>();
    private final IntSupplier mostOfAPartition;
    private long polls;
    private boolean fenced;

    RecordedConsumer(Set<TopicPartition> partitions) {
        this(partitions, () -> Integer.MAX_VALUE);
    }

    /** @param mostOfAPartition asked before each poll how many records of a partition it may return */
    RecordedConsumer(Set<TopicPartition> partitions, IntSupplier mostOfAPartition) {
        super("earliest");
        this.mostOfAPartition = mostOfAPartition;
        updateBeginningOffsets(partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> 0L)));
        updateEndOffsets(partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> 0L)));
        schedulePollTask(() -> rebalance(partitions));
    }

    /** Gives the member other partitions in its next poll, as a rebalance does. */
    void reassign(Set<TopicPartition> partitions) {
        schedulePollTask(() -> rebalance(partitions));
    }

    /** A consumer that is fenced whenever it polls. */
    static RecordedConsumer fenced() {
        RecordedConsumer consumer = new RecordedConsumer(Set.of());
        consumer.fenced = true;
        return consumer;
    }

    /** Appends records without keys to the partition, after setting its end. */
    void append(TopicPartition partition, long endOffset, Collection<byte[]> values) {
        appendKeyed(
                partition,
                endOffset,
                values.stream().map(value -> new Keyed(new byte[0], value)).toList());
    }

    /** A record's key and value. */
    record Keyed(byte[] key, byte @Nullable [] value) {}

    /** Appends records to the partition, after setting its end. */
    synchronized void appendKeyed(TopicPartition partition, long endOffset, Collection<Keyed> values) {
        List<ConsumerRecord<byte[], byte[]>> records = log.computeIfAbsent(partition, key -> new ArrayList<>());
        updateEndOffsets(Map.of(partition, endOffset));
        for (Keyed each : values) {
            ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                    partition.topic(), partition.partition(), records.size(), each.key(), each.value());
            records.add(record);
        }
    }

    synchronized long polls() {
        return polls;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        ConsumerRecords<byte[], byte[]> records;
        synchronized (this) {
            // The mock hands out what it was given once: nothing may be left in it that a seek does not reach.
            assignment().stream()
                    .filter(partition -> !paused().contains(partition))
                    .forEach(this::offer);
            if (fenced) {
                throw new FencedInstanceIdException("another has this instance id");
            }
            records = super.poll(timeout);
            polls++;
        }
        if (records.isEmpty()) {
            // The mock doesn't wait for records as a consumer does: this much keeps the loop from spinning.
            LockSupport.parkNanos(IDLE_NANOS);
        }
        return records;
    }

    private void offer(TopicPartition partition) {
        long position = position(partition);
        log.getOrDefault(partition, List.of()).stream()
                .filter(record -> record.offset() >= position)
                .limit(mostOfAPartition.getAsInt())
                .forEach(this::addRecord);
    }
}
