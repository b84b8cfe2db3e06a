package net.voipbin.provisioning.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import net.voipbin.provisioning.contract.Actor;
import net.voipbin.provisioning.contract.ActorKind;
import net.voipbin.provisioning.contract.ClaimAnswer;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CreateCustomer;
import net.voipbin.provisioning.contract.TenantState;
import net.voipbin.provisioning.contract.UpdateCustomer;
import net.voipbin.provisioning.contract.Wakeup;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AvroSerdeTest {

    private static final String TOPIC = "provisioning.commands";
    private static final long MODEST_BYTES = 64 << 20;
    private static final String CONTRACTS = "net.voipbin.provisioning.contract";

    private final FakeRegistry registry = new FakeRegistry();

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void shouldReadBackWhatItWrote() {
        // Given
        Command command = command();
        try (Serde<Command> serde = ConfiguredSerdes.serde(Command.class, properties())) {
            // When
            Command read =
                    serde.deserializer().deserialize(TOPIC, serde.serializer().serialize(TOPIC, command));

            // Then
            assertThat(read).isEqualTo(command);
        }
    }

    @Test
    void shouldFrameTheRecordWithAZeroByteAndTheSchemaIdInFourBytes() throws IOException {
        // Given
        Command command = command();
        try (Serializer<Command> serializer = ConfiguredSerdes.serializer(properties())) {
            registry.add(Wakeup.getClassSchema());

            // When
            ByteBuffer bytes = ByteBuffer.wrap(serializer.serialize(TOPIC, command));

            // Then
            assertThat(bytes.get()).isZero();
            assertThat(bytes.getInt()).isEqualTo(2);
            ByteBuffer singleObject = Command.getEncoder().encode(command);
            assertThat(bytes.slice()).isEqualTo(singleObject.slice(10, singleObject.remaining() - 10));
        }
    }

    @Test
    void shouldLeaveNullAlone() {
        try (Serde<Command> serde = ConfiguredSerdes.serde(Command.class, properties())) {
            // When
            byte @Nullable [] written = serde.serializer().serialize(TOPIC, null);
            Command read = serde.deserializer().deserialize(TOPIC, null);

            // Then
            assertThat(written).isNull();
            assertThat(read).isNull();
        }
    }

    @Test
    void shouldAskTheRegistryOnceForManyRecords() {
        try (Serde<Command> serde = ConfiguredSerdes.serde(Command.class, properties())) {
            // When
            for (int i = 0; i < 100; i++) {
                serde.deserializer().deserialize(TOPIC, serde.serializer().serialize(TOPIC, command()));
            }

            // Then
            assertThat(registry.requests())
                    .extracting(FakeRegistry.Request::path)
                    .containsExactly("/subjects/provisioning.commands-value/versions", "/schemas/ids/1");
        }
    }

    @Test
    void shouldNameTheSubjectAfterTheKeyWhenItSerializesKeys() {
        // Given
        try (AvroSerializer serializer = new AvroSerializer()) {
            serializer.configure(properties(), true);

            // When
            serializer.serialize(TOPIC, command());

            // Then
            assertThat(registry.subjects()).containsExactly("provisioning.commands-key");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void shouldRefuseARecordThatIsShorterThanTheFraming(int length) {
        assertMalformed(new byte[length]);
    }

    @Test
    void shouldRefuseARecordThatDoesNotBeginWithAZeroByte() {
        // Given
        byte[] record = written(command());
        record[0] = 1;

        // Then
        assertMalformed(record);
    }

    @Test
    void shouldRefuseARecordCutAnywhere() {
        // Given
        byte[] record = written(command());

        for (int length = 0; length < record.length; length++) {
            // Then
            assertMalformed(Arrays.copyOf(record, length));
        }
    }

    @Test
    void shouldRefuseBytesAfterTheRecord() {
        // Given
        byte[] record = written(command());

        // Then
        assertMalformed(Arrays.copyOf(record, record.length + 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {99, Integer.MAX_VALUE, 0, -1, Integer.MIN_VALUE})
    void shouldRefuseAnUnknownSchemaId(int id) {
        assertMalformed(ByteBuffer.allocate(20).put((byte) 0).putInt(id).array());
    }

    @Test
    void shouldRefuseASchemaThatIsNoContract() {
        // Given
        Schema foreign =
                SchemaBuilder.record("Thread").namespace("java.lang").fields().endRecord();

        // Then
        assertMalformed(framed(registry.add(foreign)));
        assertThat(registry.requests()).hasSize(1);
    }

    @Test
    void shouldRefuseAContractThatIsUnknownHere() {
        // Given
        Schema future =
                SchemaBuilder.record("Future").namespace(CONTRACTS).fields().endRecord();

        // Then
        assertMalformed(framed(registry.add(future)));
    }

    @Test
    void shouldRefuseASchemaThatTheContractCannotBeReadFrom() {
        // Given
        Schema other = SchemaBuilder.record("Command")
                .namespace(CONTRACTS)
                .fields()
                .requiredString("command_id")
                .endRecord();

        // Then
        assertMalformed(framed(registry.add(other), (byte) 2, (byte) 'a'));
    }

    @Test
    void shouldRefuseAnEnumOfTheContracts() {
        // Given
        Schema actorKind = ActorKind.getClassSchema();

        // Then
        assertMalformed(framed(registry.add(actorKind), (byte) 0));
    }

    @Test
    void shouldRefuseARecordOfAnotherContract() {
        // Given
        byte[] record = written(new Wakeup(new ClaimAnswer("email:1", UUID.randomUUID(), true)));
        try (Deserializer<Command> deserializer = ConfiguredSerdes.deserializer(Command.class, properties())) {
            // Then
            assertThatThrownBy(() -> deserializer.deserialize(TOPIC, record))
                    .isInstanceOf(SerializationException.class);
        }
    }

    @Test
    void shouldRefuseAStringThatClaimsTwoGigabytes() throws IOException {
        // Given
        byte[] record = framedBy(CreateCustomer.getClassSchema(), encoder -> encoder.writeLong(Integer.MAX_VALUE - 16));

        // Then
        assertMalformed(record);
    }

    @Test
    void shouldRefuseAnArrayThatClaimsTwoBillionItems() throws IOException {
        // Given
        byte[] record = framedBy(UpdateCustomer.getClassSchema(), encoder -> {
            for (int i = 0; i < 7; i++) {
                encoder.writeIndex(0);
            }
            encoder.writeIndex(1);
            encoder.writeLong(2_000_000_000);
            encoder.writeString("customer_agent");
        });

        // Then
        assertMalformed(record);
    }

    @Test
    void shouldRefuseAMapThatClaimsTwoBillionEntries() throws IOException {
        // Given
        byte[] record = framedBy(UpdateCustomer.getClassSchema(), encoder -> {
            for (int i = 0; i < 8; i++) {
                encoder.writeIndex(0);
            }
            encoder.writeLong(2_000_000_000);
            encoder.writeString("id");
        });

        // Then
        assertMalformed(record);
    }

    @Test
    void shouldRefuseAnArrayOfRecordsThatClaimsTwoBillionItems() throws IOException {
        // Given
        byte[] record = framedBy(TenantState.getClassSchema(), encoder -> {
            encoder.writeLong(0);
            encoder.writeIndex(0);
            encoder.writeLong(0);
            encoder.writeLong(0);
            encoder.writeLong(2_000_000_000);
        });

        // Then
        assertMalformed(record);
    }

    @Test
    void shouldRefuseALengthBelowZero() throws IOException {
        // Given
        byte[] record = framedBy(CreateCustomer.getClassSchema(), encoder -> encoder.writeLong(-5));

        // Then
        assertMalformed(record);
    }

    @Test
    void shouldRefuseARecordThatNestsWithoutEnd() throws IOException {
        // Given
        Schema nesting = new Schema.Parser().parse("""
                        {"type": "record", "namespace": "%s", "name": "Wakeup", "fields": [
                          {"name": "nested", "type": ["null", "Wakeup"]}]}""".formatted(CONTRACTS));
        byte[] deep = new byte[1_000_000];
        Arrays.fill(deep, (byte) 2);
        deep[deep.length - 1] = 0;

        // Then
        assertMalformed(framed(registry.add(nesting), deep));
    }

    @Test
    void shouldReadWhatALaterVersionOfTheContractWrote() throws IOException {
        // Given
        List<Schema.Field> fields = Stream.concat(
                        Stream.of(new Schema.Field(
                                "unknown_here", SchemaBuilder.array().items().stringType())),
                        Wakeup.getClassSchema().getFields().stream()
                                .map(field -> new Schema.Field(field, field.schema())))
                .toList();
        Schema later = Schema.createRecord("Wakeup", "", CONTRACTS, false, fields);
        byte[] record = framedBy(later, encoder -> {
            encoder.writeArrayStart();
            encoder.setItemCount(2);
            encoder.startItem();
            encoder.writeString("a");
            encoder.startItem();
            encoder.writeString("b");
            encoder.writeArrayEnd();
            encoder.writeIndex(0);
        });
        try (Deserializer<Wakeup> deserializer = ConfiguredSerdes.deserializer(Wakeup.class, properties())) {
            // When
            Wakeup read = deserializer.deserialize(TOPIC, record);

            // Then
            assertThat(read).isEqualTo(new Wakeup(null));
        }
    }

    @Test
    void shouldTellAnUnreachableRegistryFromABadRecord() {
        // Given
        byte[] record = written(command());
        registry.close();
        try (Serde<Command> serde = ConfiguredSerdes.serde(Command.class, properties())) {
            // Then
            assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, record))
                    .isInstanceOf(TimeoutException.class);
            assertThatThrownBy(() -> serde.serializer().serialize(TOPIC, command()))
                    .isInstanceOf(TimeoutException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void shouldNotTakeWrongCredentialsForABadRecord(int status) {
        // Given
        byte[] record = written(command());
        registry.disturb(request -> Optional.of(new FakeRegistry.Answer(status, "")));
        try (Deserializer<Command> deserializer = ConfiguredSerdes.deserializer(Command.class, properties())) {
            // Then
            assertThatThrownBy(() -> deserializer.deserialize(TOPIC, record))
                    .isInstanceOf(TimeoutException.class)
                    .hasMessageContaining(Integer.toString(status));
        }
    }

    @Test
    void shouldRefuseToWriteWhatTheRegistryRefuses() {
        // Given
        registry.disturb(request -> Optional.of(new FakeRegistry.Answer(409, "{\"error_code\":409}")));
        try (Serializer<Command> serializer = ConfiguredSerdes.serializer(properties())) {
            // Then
            assertThatThrownBy(() -> serializer.serialize(TOPIC, command()))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("409");
        }
    }

    @Test
    void shouldRefuseToWriteARecordThatLacksARequiredFieldWithoutQuotingIt() {
        // Given
        Command command = Command.newBuilder(command()).build();
        command.put("actor", null);
        try (Serializer<Command> serializer = ConfiguredSerdes.serializer(properties())) {
            // Then
            assertThatThrownBy(() -> serializer.serialize(TOPIC, command))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageNotContaining("owner@example.com");
        }
    }

    @Test
    void shouldOnlyLookUpWhenRegistrationIsOff() {
        // Given
        Map<String, Object> properties = properties(Map.of("auto.register.schemas", "false"));
        try (Serializer<Command> serializer = ConfiguredSerdes.serializer(properties)) {
            // Then
            assertThatThrownBy(() -> serializer.serialize(TOPIC, command()))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("40403");
            assertThat(registry.subjects()).isEmpty();
        }
    }

    @Test
    void shouldWriteUnderTheLatestVersionWhenToldTo() {
        // Given
        byte[] before = written(command());
        Map<String, Object> properties =
                properties(Map.of("auto.register.schemas", "false", "use.latest.version", "true"));
        try (Serializer<Command> serializer = ConfiguredSerdes.serializer(properties)) {
            // When
            byte[] record = serializer.serialize(TOPIC, command());

            // Then
            assertThat(record).isEqualTo(before);
            assertThat(registry.requests().getLast().path()).isEqualTo("/subjects/" + TOPIC + "-value/versions/latest");
        }
    }

    @Test
    void shouldRefuseToWriteUnderALatestVersionThatDiffers() {
        // Given
        written(command());
        try (Serializer<Wakeup> serializer = ConfiguredSerdes.serializer(
                properties(Map.of("auto.register.schemas", "false", "use.latest.version", "true")))) {
            // Then
            assertThatThrownBy(() -> serializer.serialize(TOPIC, new Wakeup(null)))
                    .isInstanceOf(SerializationException.class);
        }
    }

    @Test
    void shouldUseTheClassesThatTheConfigurationNames() {
        // Given
        Map<String, Object> properties = properties(Map.of(
                "value.serializer", StringSerializer.class.getName(), "value.deserializer", StringDeserializer.class));

        // When
        Serializer<SpecificRecord> serializer = ConfiguredSerdes.serializer(properties);
        Deserializer<SpecificRecord> deserializer = ConfiguredSerdes.deserializer(properties);

        // Then
        assertThat((Object) serializer).isInstanceOf(StringSerializer.class);
        assertThat((Object) deserializer).isInstanceOf(StringDeserializer.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no.such.Class", "java.lang.String"})
    void shouldRefuseAClassThatIsNoSerializer(String name) {
        assertThatThrownBy(() -> ConfiguredSerdes.serializer(properties(Map.of("value.serializer", name))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("value.serializer");
    }

    @Test
    void shouldRefuseAnotherSubjectNameStrategy() {
        assertThatThrownBy(() -> ConfiguredSerdes.serializer(
                        properties(Map.of("value.subject.name.strategy", "some.RecordNameStrategy"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("value.subject.name.strategy");
    }

    /** Refused, and without allocating what it may claim to hold. */
    private void assertMalformed(byte[] record) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Deserializer<SpecificRecord> deserializer = ConfiguredSerdes.deserializer(properties())) {
            long before = threads.getCurrentThreadAllocatedBytes();
            assertThatThrownBy(() -> deserializer.deserialize(TOPIC, record))
                    .isInstanceOf(SerializationException.class);
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MODEST_BYTES);
        }
    }

    private byte[] written(SpecificRecord record) {
        try (Serializer<SpecificRecord> serializer = ConfiguredSerdes.serializer(properties())) {
            return serializer.serialize(TOPIC, record);
        }
    }

    private static byte[] framed(int id, byte... body) {
        return ByteBuffer.allocate(5 + body.length)
                .put((byte) 0)
                .putInt(id)
                .put(body)
                .array();
    }

    private interface Encoding {
        void write(BinaryEncoder encoder) throws IOException;
    }

    private byte[] framedBy(Schema schema, Encoding encoding) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        encoding.write(encoder);
        encoder.flush();
        return framed(registry.add(schema), bytes.toByteArray());
    }

    private Map<String, Object> properties() {
        return properties(Map.of());
    }

    private Map<String, Object> properties(Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(more);
        properties.put("schema.registry.url", registry.url());
        properties.put("max.retries", "0");
        return properties;
    }

    private static Command command() {
        return Command.newBuilder()
                .setCommandId(new UUID(1, 2))
                .setCustomerId(new UUID(3, 4))
                .setActor(new Actor(ActorKind.PLATFORM, "signup", null, null))
                .setTime(Instant.parse("2026-01-02T03:04:05.123456Z"))
                .setCreateCustomer(CreateCustomer.newBuilder()
                        .setName("Acme")
                        .setEmail("owner@example.com")
                        .build())
                .build();
    }
}
