package net.voipbin.provisioning.endtoend.bed;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CreateAgent;
import net.voipbin.provisioning.contract.CreateCustomer;
import net.voipbin.provisioning.contract.CreateTag;
import net.voipbin.provisioning.contract.DeleteCustomer;
import net.voipbin.provisioning.contract.SignUpCustomer;
import net.voipbin.provisioning.contract.UpdateCustomer;
import net.voipbin.provisioning.contract.UpdatePlanType;
import net.voipbin.provisioning.domain.Resource;
import net.voipbin.provisioning.domain.text.DerivedId;
import net.voipbin.provisioning.registry.ConfiguredSerdes;
import net.voipbin.provisioning.sandbox.sample.ServiceCommands;
import net.voipbin.provisioning.topic.Topics;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** An upstream service that publishes commands. Thread-safe. */
public final class UpstreamCommands implements AutoCloseable {

    private static final ServiceCommands SERVICE = new ServiceCommands("end-to-end-test");
    private static final int SHA_256_BYTES = 32;

    private final KafkaProducer<byte[], Command> producer;

    public UpstreamCommands(TestBed bed) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bed.bootstrapServers()),
                new ByteArraySerializer(),
                ConfiguredSerdes.serializer(Map.of("schema.registry.url", bed.registryUrl())));
    }

    /** Registers the platform's own customer, with its first super admin. */
    public static Command registration(UUID platform) {
        return SERVICE.registerPlatform(platform);
    }

    public static Command creation(UUID customerId, String email) {
        return command(customerId)
                .setCreateCustomer(CreateCustomer.newBuilder()
                        .setName("Acme Corporation")
                        .setEmail(email)
                        .build())
                .build();
    }

    public static Command signup(UUID customerId, String email) {
        return command(customerId)
                .setSignUpCustomer(SignUpCustomer.newBuilder()
                        .setEmail(email)
                        .setTokenPrefix("vb_12345678")
                        .setTokenHash(ByteBuffer.allocate(SHA_256_BYTES))
                        .build())
                .build();
    }

    public static Command renaming(UUID customerId, String name) {
        return command(customerId)
                .setUpdateCustomer(UpdateCustomer.newBuilder().setName(name).build())
                .build();
    }

    public static Command readdressing(UUID customerId, String email) {
        return command(customerId)
                .setUpdateCustomer(UpdateCustomer.newBuilder().setEmail(email).build())
                .build();
    }

    public static Command deletion(UUID customerId) {
        return command(customerId).setDeleteCustomer(new DeleteCustomer()).build();
    }

    public static Command planning(UUID customerId, String plan) {
        return command(customerId).setUpdatePlanType(new UpdatePlanType(plan)).build();
    }

    public static Command newTag(UUID customerId, String name) {
        return command(customerId)
                .setCreateTag(CreateTag.newBuilder().setName(name).build())
                .build();
    }

    public static Command newAgent(UUID customerId, String username) {
        return command(customerId)
                .setCreateAgent(CreateAgent.newBuilder()
                        .setUsername(username)
                        .setPasswordHash(ServiceCommands.PASSWORD_HASH)
                        .build())
                .build();
    }

    /** The id of what the command brings into being, if it does. */
    public static UUID idOfNew(Resource.Type type, Command creation) {
        return DerivedId.of(creation.getCustomerId(), type.published() + "/" + creation.getCommandId());
    }

    public static Command.Builder command(UUID customerId) {
        return SERVICE.command(customerId);
    }

    public static byte[] key(UUID customerId) {
        return customerId.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Completes when the broker has it. */
    public CompletableFuture<RecordMetadata> publish(Command command) {
        return publish(command, Instant.now());
    }

    /**
     * Completes when the broker has it.
     *
     * @param timestamp the record's
     */
    public CompletableFuture<RecordMetadata> publish(Command command, Instant timestamp) {
        CompletableFuture<RecordMetadata> accepted = new CompletableFuture<>();
        producer.send(
                new ProducerRecord<>(
                        Topics.COMMANDS.name(), null, timestamp.toEpochMilli(), key(command.getCustomerId()), command),
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
