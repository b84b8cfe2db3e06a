package net.voipbin.provisioning.sandbox.sample;

import java.util.List;
import java.util.Map;
import net.voipbin.provisioning.registry.ConfiguredSerdes;
import net.voipbin.provisioning.sandbox.part.ProgramSettings;
import net.voipbin.provisioning.topic.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A consumer of what is committed in all of a topic, as any service has it. */
public final class TopicConsumer {

    private TopicConsumer() {}

    public static <V extends SpecificRecord> KafkaConsumer<byte[], V> of(ProgramSettings settings, Topic<V> topic) {
        KafkaConsumer<byte[], V> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", settings.bootstrapServers(),
                        "isolation.level", "read_committed",
                        "enable.auto.commit", "false"),
                new ByteArrayDeserializer(),
                ConfiguredSerdes.deserializer(
                        topic.valueType(), Map.of("schema.registry.url", settings.registryUrl())));
        List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        return consumer;
    }
}
