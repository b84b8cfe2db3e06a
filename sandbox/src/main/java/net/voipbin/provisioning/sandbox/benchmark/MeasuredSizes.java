package net.voipbin.provisioning.sandbox.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.voipbin.provisioning.topic.Topics;
import net.voipbin.provisioning.topology.Changelogs;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How large the product's records are on the average: values with their headers, of what lies on its topics. */
final class MeasuredSizes {

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int ENOUGH = 1_000;

    private MeasuredSizes() {}

    /** @param application whose changelogs are looked at too */
    static RecordSizes of(String bootstrapServers, String application) {
        return new RecordSizes(
                average(bootstrapServers, Topics.COMMANDS.name()),
                average(bootstrapServers, Topics.EVENTS.name()),
                average(bootstrapServers, Topics.RESULTS.name()),
                average(bootstrapServers, Changelogs.resources(application)));
    }

    private static int average(String bootstrapServers, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long bytes = 0;
            int count = 0;
            while (count < ENOUGH) {
                for (ConsumerRecord<byte[], byte[]> record : some(consumer, topic)) {
                    bytes += size(record);
                    count++;
                }
            }
            return Math.toIntExact(bytes / count);
        }
    }

    private static Iterable<ConsumerRecord<byte[], byte[]>> some(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        var records = consumer.poll(POLL);
        if (records.isEmpty()) {
            throw new IllegalStateException("too few records on " + topic);
        }
        return records;
    }

    private static int size(ConsumerRecord<byte[], byte[]> record) {
        int size = Math.max(0, record.serializedValueSize());
        for (Header header : record.headers()) {
            size += header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        return size;
    }
}
