package net.voipbin.provisioning.endtoend.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import net.voipbin.provisioning.contract.Actor;
import net.voipbin.provisioning.contract.ActorKind;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.CreateCustomer;
import net.voipbin.provisioning.contract.DeleteCustomer;
import net.voipbin.provisioning.contract.Outcome;
import net.voipbin.provisioning.contract.UpdateCustomer;
import net.voipbin.provisioning.endtoend.bed.CustomersOfPartitions;
import net.voipbin.provisioning.endtoend.bed.TestBed;
import net.voipbin.provisioning.endtoend.bed.UpstreamCommands;
import net.voipbin.provisioning.registry.ConfiguredSerdes;
import net.voipbin.provisioning.sandbox.part.ProgramSettings;
import net.voipbin.provisioning.topic.Topics;
import net.voipbin.provisioning.translation.MalformedRecordException.Flaw;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Records that are no commands, each of another kind, and all but one flaw like a good command. */
public final class MalformedRecords {

    private static final int HEADER_BYTES = 5;
    /** Of a UUID: its length in one byte, and 36 characters. */
    private static final int UUID_BYTES = 37;

    private static final int ACTOR_KIND = HEADER_BYTES + 2 * UUID_BYTES;
    /** Of an update that names one permission of one character and nothing else, from the end of the record. */
    private static final int PERMISSIONS_FROM_END = 7;

    private static final int LOCKED_FROM_END = 3;
    /** Integer.MAX_VALUE as Avro writes it. */
    private static final byte[] TWO_GIGABYTES = {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F};

    private static final byte[] NEGATIVE = {0x01};
    private static final byte[] ENDLESS = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1};

    private final TestBed bed;
    private final Serializer<SpecificRecord> serializer;
    private final int foreignSchema;
    private final List<Kind> kinds = new ArrayList<>();

    public MalformedRecords(TestBed bed) {
        this.bed = bed;
        serializer = ConfiguredSerdes.serializer(Map.of("schema.registry.url", bed.registryUrl()));
        foreignSchema = registerForeignSchema(bed.registryUrl());
        withoutDecodableValue();
        withHostileLengths();
        withWrongKey();
        withWrongContent();
    }

    /**
     * The bytes of a record.
     *
     * @param customerId the customer whose command it seems to be
     */
    record Bytes(UUID customerId, byte @Nullable [] key, byte @Nullable [] value) {}

    /**
     * One way to be malformed.
     *
     * @param record such a record, for the partition of the given customer
     */
    public record Kind(String name, Flaw flaw, Function<UUID, Bytes> record) {}

    public List<Kind> kinds() {
        return List.copyOf(kinds);
    }

    /** One of each kind in each partition, on the command topic; returns when the broker has them. */
    public List<MalformedRecord> publishInEveryPartition() {
        Map<MalformedRecord, Future<RecordMetadata>> accepted = new HashMap<>();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bed.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (Kind kind : kinds) {
                for (int partition = 0; partition < ProgramSettings.PARTITIONS; partition++) {
                    Bytes bytes = kind.record().apply(CustomersOfPartitions.in(partition));
                    ProducerRecord<byte[], byte[]> record =
                            new ProducerRecord<>(Topics.COMMANDS.name(), partition, bytes.key(), bytes.value());
                    record.headers().add(new RecordHeader("kind", utf8(kind.name())));
                    accepted.put(
                            new MalformedRecord(
                                    kind.name(),
                                    kind.flaw(),
                                    bytes.customerId(),
                                    partition,
                                    -1,
                                    bytes.key(),
                                    bytes.value()),
                            producer.send(record));
                }
            }
        }
        List<MalformedRecord> malformed = new ArrayList<>();
        accepted.forEach(
                (record, place) -> malformed.add(record.at(place.resultNow().offset())));
        return malformed;
    }

    private void withoutDecodableValue() {
        undecodable("null value", customerId -> null);
        undecodable("empty value", customerId -> new byte[0]);
        undecodable("one byte", customerId -> new byte[1]);
        undecodable("short header", customerId -> Arrays.copyOf(sound(customerId), HEADER_BYTES - 1));
        undecodable("header alone", customerId -> Arrays.copyOf(sound(customerId), HEADER_BYTES));
        undecodable("wrong magic", customerId -> patched(sound(customerId), 0, 1));
        undecodable("unknown schema id", customerId -> withSchemaId(sound(customerId), 1_999_999_999));
        undecodable("negative schema id", customerId -> withSchemaId(sound(customerId), -1));
        undecodable("schema of no contract", customerId -> withSchemaId(new byte[HEADER_BYTES + 1], foreignSchema));
        undecodable(
                "schema of another contract, its record",
                customerId -> serializer.serialize(
                        Topics.RESULTS.name(),
                        CommandResult.newBuilder()
                                .setCommandId(UUID.randomUUID())
                                .setCustomerId(customerId)
                                .setActor(UpstreamCommands.command(customerId).getActor())
                                .setFingerprint(ByteBuffer.allocate(0))
                                .setOutcome(Outcome.APPLIED)
                                .setChangeSeq(1)
                                .setTime(Instant.EPOCH)
                                .build()));
        undecodable("truncated", customerId -> Arrays.copyOf(sound(customerId), sound(customerId).length - 3));
        undecodable("trailing byte", customerId -> Arrays.copyOf(sound(customerId), sound(customerId).length + 1));
        undecodable(
                "two commands in one",
                customerId -> joined(
                        sound(customerId),
                        Arrays.copyOfRange(sound(customerId), HEADER_BYTES, sound(customerId).length)));
        undecodable("random bytes", customerId -> {
            byte[] bytes = new byte[200];
            new Random(customerId.getLeastSignificantBits()).nextBytes(bytes);
            // One in 256 would pass for the wire format, and be of another kind.
            bytes[0] = 7;
            return bytes;
        });
        undecodable("random bytes behind a sound header", customerId -> {
            byte[] bytes = new byte[200];
            new Random(customerId.getLeastSignificantBits()).nextBytes(bytes);
            System.arraycopy(sound(customerId), 0, bytes, 0, HEADER_BYTES);
            return bytes;
        });
        undecodable(
                "JSON text",
                customerId -> utf8("{\"command_id\":\"" + UUID.randomUUID() + "\",\"customer_id\":\"" + customerId
                        + "\",\"delete_customer\":{}}"));
        undecodable("uuid field that is no UUID", customerId -> withCommandId(customerId, "no-uuid"));
        undecodable("uuid field of 100,000 characters", customerId -> withCommandId(customerId, "a".repeat(100_000)));
        undecodable("enum value out of range", customerId -> patched(sound(customerId), ACTOR_KIND, 0x12));
        undecodable("union branch out of range", customerId -> patched(sound(customerId), ACTOR_KIND + 1, 0x0A));
        undecodable("negative union branch", customerId -> patched(sound(customerId), ACTOR_KIND + 1, 0x01));
    }

    private void withHostileLengths() {
        undecodable("string of 2 GB", customerId -> replaced(sound(customerId), HEADER_BYTES, TWO_GIGABYTES));
        undecodable("string of negative length", customerId -> replaced(sound(customerId), HEADER_BYTES, NEGATIVE));
        undecodable("length without end", customerId -> replaced(sound(customerId), HEADER_BYTES, ENDLESS));
        undecodable("array of 2 billion", customerId -> {
            byte[] update = smallUpdate(customerId);
            return replaced(update, update.length - PERMISSIONS_FROM_END, TWO_GIGABYTES);
        });
        undecodable("map of 2 billion", customerId -> {
            byte[] update = smallUpdate(customerId);
            return replaced(update, update.length - LOCKED_FROM_END, TWO_GIGABYTES);
        });
    }

    private void withWrongKey() {
        keyed("null key", customerId -> null);
        keyed("empty key", customerId -> new byte[0]);
        keyed("key that is no UUID", customerId -> utf8("customer-uuid-123"));
        keyed("another customer's key", customerId -> UpstreamCommands.key(UUID.randomUUID()));
        keyed("upper-case key", customerId -> utf8(customerId.toString().toUpperCase(Locale.ROOT)));
        keyed("key with a line end", customerId -> utf8(customerId + "\n"));
        keyed(
                "key of 16 bytes",
                customerId -> ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(customerId.getMostSignificantBits())
                        .putLong(customerId.getLeastSignificantBits())
                        .array());
        kinds.add(new Kind("wrong partition", Flaw.WRONG_KEY, customerId -> {
            UUID elsewhere = CustomersOfPartitions.other(customerId);
            return new Bytes(elsewhere, UpstreamCommands.key(elsewhere), sound(elsewhere));
        }));
    }

    private void withWrongContent() {
        content("nil command id", command -> command.setCommandId(new UUID(0, 0)));
        content("no payload", command -> command.setDeleteCustomer(null));
        content(
                "two payloads",
                command -> command.setCreateCustomer(CreateCustomer.newBuilder()
                        .setEmail(command.getCustomerId() + "@two.example")
                        .build()));
        content("negative expected version", command -> command.setExpectedVersion(-1L));
        content("time before 1970", command -> command.setTime(Instant.EPOCH.minusSeconds(1)));
        content("fingerprint of 65 bytes", command -> command.setFingerprint(ByteBuffer.allocate(65)));
        actor("platform without service", ActorKind.PLATFORM, actor -> {});
        actor("platform with blank service", ActorKind.PLATFORM, actor -> actor.setService(" "));
        actor(
                "platform with service of 256 characters",
                ActorKind.PLATFORM,
                actor -> actor.setService("s".repeat(256)));
        actor(
                "platform with agent",
                ActorKind.PLATFORM,
                actor -> actor.setService("s").setAgentId(UUID.randomUUID()));
        actor(
                "platform by delegation",
                ActorKind.PLATFORM,
                actor -> actor.setService("s").setDelegatedBy(UUID.randomUUID()));
        actor("agent without agent id", ActorKind.AGENT, actor -> {});
        actor("agent with nil agent id", ActorKind.AGENT, actor -> actor.setAgentId(new UUID(0, 0)));
        actor(
                "agent with service",
                ActorKind.AGENT,
                actor -> actor.setAgentId(UUID.randomUUID()).setService("s"));
        actor("super admin without agent id", ActorKind.SUPER_ADMIN, actor -> {});
        actor(
                "super admin by delegation",
                ActorKind.SUPER_ADMIN,
                actor -> actor.setAgentId(UUID.randomUUID()).setDelegatedBy(UUID.randomUUID()));
        actor(
                "super admin with service",
                ActorKind.SUPER_ADMIN,
                actor -> actor.setAgentId(UUID.randomUUID()).setService("s"));
    }

    private void undecodable(String name, Function<UUID, byte @Nullable []> value) {
        kinds.add(new Kind(
                name,
                Flaw.UNDECODABLE_VALUE,
                customerId -> new Bytes(customerId, UpstreamCommands.key(customerId), value.apply(customerId))));
    }

    private void keyed(String name, Function<UUID, byte @Nullable []> key) {
        kinds.add(new Kind(
                name, Flaw.WRONG_KEY, customerId -> new Bytes(customerId, key.apply(customerId), sound(customerId))));
    }

    private void content(String name, Consumer<Command.Builder> flaw) {
        kinds.add(new Kind(name, Flaw.MALFORMED_CONTENT, customerId -> {
            Command.Builder command = UpstreamCommands.command(customerId).setDeleteCustomer(new DeleteCustomer());
            flaw.accept(command);
            return new Bytes(customerId, UpstreamCommands.key(customerId), serialized(command.build()));
        }));
    }

    private void actor(String name, ActorKind kind, Consumer<Actor.Builder> parts) {
        Actor.Builder actor = Actor.newBuilder().setKind(kind);
        parts.accept(actor);
        content(name, command -> command.setActor(actor.build()));
    }

    /** A good command, so that whatever takes it shows in a result. */
    private byte[] sound(UUID customerId) {
        return serialized(UpstreamCommands.creation(customerId, customerId + "@malformed.example"));
    }

    private byte[] smallUpdate(UUID customerId) {
        return serialized(UpstreamCommands.command(customerId)
                .setUpdateCustomer(UpdateCustomer.newBuilder()
                        .setPermissionIds(List.of("p"))
                        .setLocked(Map.of())
                        .build())
                .build());
    }

    private byte[] serialized(Command command) {
        return serializer.serialize(Topics.COMMANDS.name(), command);
    }

    private byte[] withCommandId(UUID customerId, String commandId) {
        Schema schema = Command.getClassSchema();
        GenericRecord actor = new GenericData.Record(Actor.getClassSchema());
        actor.put(
                "kind",
                new GenericData.EnumSymbol(
                        Actor.getClassSchema().getField("kind").schema(), "PLATFORM"));
        actor.put("service", "end-to-end-test");
        GenericRecord command = new GenericData.Record(schema);
        command.put("command_id", commandId);
        command.put("customer_id", customerId.toString());
        command.put("actor", actor);
        command.put("time", 0L);
        command.put("delete_customer", new GenericData.Record(DeleteCustomer.getClassSchema()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(Arrays.copyOf(sound(customerId), HEADER_BYTES));
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            new GenericDatumWriter<GenericRecord>(schema).write(command, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static int registerForeignSchema(String registryUrl) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create(registryUrl + "/subjects/of-somebody-else-value/versions"))
                            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                            .POST(HttpRequest.BodyPublishers.ofString("{\"schema\":\"\\\"string\\\"\"}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return Integer.parseInt(response.body().replaceAll(".*\"id\":(\\d+).*", "$1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static byte[] withSchemaId(byte[] value, int id) {
        ByteBuffer.wrap(value).putInt(1, id);
        return value;
    }

    private static byte[] patched(byte[] value, int place, int with) {
        value[place] = (byte) with;
        return value;
    }

    /** Without the one byte at the place, and with others there. */
    private static byte[] replaced(byte[] value, int place, byte[] with) {
        return joined(joined(Arrays.copyOf(value, place), with), Arrays.copyOfRange(value, place + 1, value.length));
    }

    private static byte[] joined(byte[] left, byte[] right) {
        return ByteBuffer.allocate(left.length + right.length)
                .put(left)
                .put(right)
                .array();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
