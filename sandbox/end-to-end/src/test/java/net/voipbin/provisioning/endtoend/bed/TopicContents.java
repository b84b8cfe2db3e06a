package net.voipbin.provisioning.endtoend.bed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * All that the broker has of some topics at this moment, whatever it means: the records of a partition in their order,
 * partitions in any.
 */
public record TopicContents(TestBed bed) {

    private static final Duration POLL = Duration.ofMillis(100);

    /** The committed records of the topics, up to their present ends. */
    public List<ConsumerRecord<byte[], byte[]>> committed(Collection<String> topics) {
        return records(topics, "read_committed");
    }

    /** All records of the topics up to their present ends, uncommitted and aborted ones too. */
    List<ConsumerRecord<byte[], byte[]>> committedOrNot(Collection<String> topics) {
        return records(topics, "read_uncommitted");
    }

    private List<ConsumerRecord<byte[], byte[]>> records(Collection<String> topics, String isolation) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bed.bootstrapServers(),
                        "isolation.level",
                        isolation,
                        "enable.auto.commit",
                        "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(records::add);
            }
            return records;
        }
    }
}
