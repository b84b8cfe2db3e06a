package net.voipbin.provisioning.sandbox.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CreateAgent;
import net.voipbin.provisioning.contract.CreateCustomer;
import net.voipbin.provisioning.contract.CreateTag;
import net.voipbin.provisioning.contract.UpdateCustomer;
import net.voipbin.provisioning.registry.ConfiguredSerdes;
import net.voipbin.provisioning.sandbox.sample.ServiceCommands;
import net.voipbin.provisioning.topic.Topics;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The benchmark's commands as they lie on the command topic. The customers are the first so many of a sequence, the same
 * in each run; all ids of commands are new. Not thread-safe.
 */
final class Commands {

    private final ServiceCommands service = new ServiceCommands("benchmark");
    private final Serializer<Command> serializer;
    private final Random random = new Random(1);

    Commands(String registryUrl) {
        serializer = ConfiguredSerdes.serializer(Map.of("schema.registry.url", registryUrl));
    }

    /** The id of a customer of the sequence; well mixed, so that it falls on any partition. */
    static UUID customerId(long number) {
        return new UUID(mix(2 * number) & ~0xF000L | 0x4000L, mix(2 * number + 1) & ~(3L << 62) | 1L << 63);
    }

    ProducerRecord<byte[], byte[]> registerPlatform(UUID platform) {
        return record(service.registerPlatform(platform));
    }

    ProducerRecord<byte[], byte[]> createCustomer(UUID customerId) {
        return record(service.command(customerId)
                .setCreateCustomer(CreateCustomer.newBuilder()
                        .setName("Customer " + customerId.getMostSignificantBits())
                        .setDetail("Born for a measurement, with a few words about it")
                        .setEmail(customerId + "@tenant.example")
                        .setPhoneNumber("+15551234567")
                        .setAddress("1 Main Street, Springfield")
                        .setWebhookMethod("POST")
                        .setWebhookUri("https://tenant.example/hooks/" + customerId)
                        .build())
                .build());
    }

    ProducerRecord<byte[], byte[]> updateCustomer(UUID customerId) {
        return record(service.command(customerId)
                .setUpdateCustomer(UpdateCustomer.newBuilder()
                        .setName("Customer " + random.nextLong())
                        .setDetail("Changed for a measurement, with a few words about it: " + random.nextLong())
                        .build())
                .build());
    }

    ProducerRecord<byte[], byte[]> createAgent(UUID customerId) {
        return record(service.command(customerId)
                .setCreateAgent(CreateAgent.newBuilder()
                        .setUsername(UUID.randomUUID() + "@tenant.example")
                        .setPasswordHash(ServiceCommands.PASSWORD_HASH)
                        .setName("Jane Doe")
                        .setDetail("Works at the reception")
                        .build())
                .build());
    }

    ProducerRecord<byte[], byte[]> createTag(UUID customerId) {
        return record(service.command(customerId)
                .setCreateTag(CreateTag.newBuilder()
                        .setName("tag " + UUID.randomUUID())
                        .setDetail("One of many")
                        .build())
                .build());
    }

    /** Of ten commands six change a customer, two bring an agent into being, one a tag and one a new customer. */
    ProducerRecord<byte[], byte[]> mixed(long number, UUID customerId, UUID newCustomerId) {
        return switch ((int) (number % 10)) {
            case 0 -> createCustomer(newCustomerId);
            case 1 -> createTag(customerId);
            case 2, 3 -> createAgent(customerId);
            default -> updateCustomer(customerId);
        };
    }

    private ProducerRecord<byte[], byte[]> record(Command command) {
        String topic = Topics.COMMANDS.name();
        return new ProducerRecord<>(
                topic,
                command.getCustomerId().toString().getBytes(StandardCharsets.UTF_8),
                serializer.serialize(topic, command));
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
    private static long mix(long number) {
        long mixed = number * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
