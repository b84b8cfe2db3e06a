package net.voipbin.provisioning.endtoend.bed;

import java.util.List;
import java.util.UUID;
import net.voipbin.provisioning.domain.Resource;
import net.voipbin.provisioning.topology.Changelogs;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * An agent in the changelog of the deciding state, which can be taken out of it; closing puts it back. The running
 * provisioner doesn't notice: it reads the changelog when it restores only.
 */
public record StoredResource(SystemUnderTest system, ConsumerRecord<byte[], byte[]> latest) implements AutoCloseable {

    public static StoredResource of(SystemUnderTest system, UUID customerId, UUID agentId) {
        Changelogs.ResourcePlace place = new Changelogs.ResourcePlace(customerId, Resource.Type.AGENT, agentId);
        String topic = Changelogs.resources(
                system.provisionerEnvironment().getOrDefault("PROVISIONER_APPLICATION_ID", "provisioner"));
        return new StoredResource(
                system,
                new TopicContents(system.bed())
                        .committed(List.of(topic)).stream()
                                .filter(record ->
                                        Changelogs.resource(record.key()).equals(place))
                                .reduce((earlier, later) -> later)
                                .orElseThrow());
    }

    public void remove() {
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
}
