package net.voipbin.provisioning.projection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;

/** Kafka's mock with a log behind it, so that what was read once can be read again after a seek. Thread-safe. */
final class RecordedConsumer extends MockConsumer<byte[], byte[]> {

    private static final long IDLE_NANOS = Duration.ofMillis(1).toNanos();

    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> log = new HashMap<>();
    private long polls;

    RecordedConsumer(Set<TopicPartition> partitions) {
        super("earliest");
        updateBeginningOffsets(partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> 0L)));
        updateEndOffsets(partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> 0L)));
        schedulePollTask(() -> rebalance(partitions));
    }

    /** Gives the member other partitions in its next poll, as a rebalance does. */
    void reassign(Set<TopicPartition> partitions) {
        schedulePollTask(() -> rebalance(partitions));
    }

    /** Appends records to the partition that nobody sees the end of before all of them are there. */
    synchronized void append(TopicPartition partition, long endOffset, Collection<byte[]> values) {
        List<ConsumerRecord<byte[], byte[]>> records = log.computeIfAbsent(partition, key -> new ArrayList<>());
        updateEndOffsets(Map.of(partition, endOffset));
        for (byte[] value : values) {
            ConsumerRecord<byte[], byte[]> record =
                    new ConsumerRecord<>(partition.topic(), partition.partition(), records.size(), new byte[0], value);
            records.add(record);
            if (assignment().contains(partition)) {
                addRecord(record);
            }
        }
    }

    synchronized long polls() {
        return polls;
    }

    @Override
    public synchronized void seek(TopicPartition partition, long offset) {
        super.seek(partition, offset);
        log.getOrDefault(partition, List.of()).stream()
                .filter(record -> record.offset() >= offset)
                .forEach(this::addRecord);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
        synchronized (this) {
            polls++;
        }
        if (records.isEmpty()) {
            // The mock doesn't wait for records as a consumer does: this much keeps the loop from spinning.
            LockSupport.parkNanos(IDLE_NANOS);
        }
        return records;
    }
}
