package net.voipbin.provisioning.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import net.voipbin.provisioning.contract.Actor;
import net.voipbin.provisioning.contract.ActorKind;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CreateCustomer;
import net.voipbin.provisioning.contract.DeleteCustomer;
import net.voipbin.provisioning.contract.UpdateCustomer;
import net.voipbin.provisioning.registry.ConfiguredSerdes;
import net.voipbin.provisioning.topic.Topics;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** An upstream service that publishes commands. Thread-safe. */
final class UpstreamCommands implements AutoCloseable {

    private final KafkaProducer<byte[], Command> producer;

    UpstreamCommands(TestBed bed) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bed.bootstrapServers()),
                new ByteArraySerializer(),
                ConfiguredSerdes.serializer(Map.of("schema.registry.url", bed.registryUrl())));
    }

    static Command creation(UUID customerId, String email) {
        return command(customerId)
                .setCreateCustomer(CreateCustomer.newBuilder()
                        .setName("Acme Corporation")
                        .setEmail(email)
                        .build())
                .build();
    }

    static Command renaming(UUID customerId, String name) {
        return command(customerId)
                .setUpdateCustomer(UpdateCustomer.newBuilder().setName(name).build())
                .build();
    }

    static Command readdressing(UUID customerId, String email) {
        return command(customerId)
                .setUpdateCustomer(UpdateCustomer.newBuilder().setEmail(email).build())
                .build();
    }

    static Command deletion(UUID customerId) {
        return command(customerId).setDeleteCustomer(new DeleteCustomer()).build();
    }

    static Command.Builder command(UUID customerId) {
        return Command.newBuilder()
                .setCommandId(UUID.randomUUID())
                .setCustomerId(customerId)
                .setActor(Actor.newBuilder()
                        .setKind(ActorKind.PLATFORM)
                        .setService("end-to-end-test")
                        .build())
                .setTime(Instant.now().truncatedTo(ChronoUnit.MICROS));
    }

    static byte[] key(UUID customerId) {
        return customerId.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Completes when the broker has it. */
    CompletableFuture<RecordMetadata> publish(Command command) {
        CompletableFuture<RecordMetadata> accepted = new CompletableFuture<>();
        producer.send(
                new ProducerRecord<>(Topics.COMMANDS.name(), key(command.getCustomerId()), command),
                (metadata, failure) -> {
                    if (failure == null) {
                        accepted.complete(metadata);
                    } else {
                        accepted.completeExceptionally(failure);
                    }
                });
        return accepted;
    }

    @Override
    public void close() {
        producer.close();
    }
}
