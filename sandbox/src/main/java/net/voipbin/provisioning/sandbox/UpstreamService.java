package net.voipbin.provisioning.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import net.voipbin.provisioning.contract.Actor;
import net.voipbin.provisioning.contract.ActorKind;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CreateCustomer;
import net.voipbin.provisioning.contract.RegisterPlatform;
import net.voipbin.provisioning.registry.ConfiguredSerdes;
import net.voipbin.provisioning.topic.Topics;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Orders tenants as any service of the platform does: by commands on the command topic. Thread-safe. */
final class UpstreamService implements AutoCloseable {

    private final Actor self = Actor.newBuilder()
            .setKind(ActorKind.PLATFORM)
            .setService("quickstart")
            .build();
    private final Clock clock;
    private final KafkaProducer<byte[], Command> producer;

    UpstreamService(ProgramSettings settings, Clock clock) {
        this.clock = clock;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", settings.bootstrapServers()),
                new ByteArraySerializer(),
                ConfiguredSerdes.serializer(Map.of("schema.registry.url", settings.registryUrl())));
    }

    /** The platform's own customer and its first super admin. */
    void registerPlatform(UUID platformCustomerId) {
        // The same command at each start, so that a kept system has it once.
        publish(command(platformCustomerId, platformCustomerId)
                .setRegisterPlatform(RegisterPlatform.newBuilder()
                        .setName("VoIPBIN")
                        .setEmail("platform@voipbin.example")
                        .setAdminUsername("admin@voipbin.example")
                        .build())
                .build());
    }

    void createCustomer(SampleCustomer customer) {
        publish(command(customer.orderId(), customer.customerId())
                .setCreateCustomer(CreateCustomer.newBuilder()
                        .setName(customer.name())
                        .setDetail(customer.detail())
                        .setEmail(customer.email())
                        .setPhoneNumber(customer.phoneNumber())
                        .setAddress(customer.address())
                        .setWebhookMethod(customer.webhookMethod())
                        .setWebhookUri(customer.webhookUri())
                        .build())
                .build());
    }

    @Override
    public void close() {
        producer.close();
    }

    private Command.Builder command(UUID commandId, UUID customerId) {
        return Command.newBuilder()
                .setCommandId(commandId)
                .setCustomerId(customerId)
                .setActor(self)
                .setTime(clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private void publish(Command command) {
        byte[] key = command.getCustomerId().toString().getBytes(StandardCharsets.UTF_8);
        try {
            producer.send(new ProducerRecord<>(Topics.COMMANDS.name(), key, command))
                    .get();
        } catch (ExecutionException e) {
            throw new PartFailedException("A command could not be published", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartFailedException("Interrupted while publishing a command", e);
        }
    }
}
