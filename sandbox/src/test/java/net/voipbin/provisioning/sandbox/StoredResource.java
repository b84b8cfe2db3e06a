package net.voipbin.provisioning.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.voipbin.provisioning.domain.Resource;
import net.voipbin.provisioning.topology.Changelogs;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * An agent in the changelog of the deciding state, which can be taken out of it; closing puts it back. The running
 * provisioner doesn't notice: it reads the changelog when it restores only.
 */
record StoredResource(SystemUnderTest system, ConsumerRecord<byte[], byte[]> latest) implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    static StoredResource of(SystemUnderTest system, UUID customerId, UUID agentId) {
        Changelogs.ResourcePlace place = new Changelogs.ResourcePlace(customerId, Resource.Type.AGENT, agentId);
        String topic = Changelogs.resources(
                system.provisionerEnvironment().getOrDefault("PROVISIONER_APPLICATION_ID", "provisioner"));
        return new StoredResource(
                system,
                records(system, topic).stream()
                        .filter(record -> Changelogs.resource(record.key()).equals(place))
                        .reduce((earlier, later) -> later)
                        .orElseThrow());
    }

    void remove() {
        put(null);
    }

    @Override
    public void close() {
        put(latest.value());
    }

    private void put(byte @Nullable [] value) {
        try (KafkaProducer<byte[], byte[]> producer = system.rawProducer()) {
            producer.send(new ProducerRecord<>(latest.topic(), latest.partition(), latest.key(), value));
            producer.flush();
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(SystemUnderTest system, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", system.bed().bootstrapServers(),
                        "isolation.level", "read_committed",
                        "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
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
