package net.voipbin.provisioning.endtoend.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import net.voipbin.provisioning.contract.Actor;
import net.voipbin.provisioning.contract.ActorKind;
import net.voipbin.provisioning.contract.BillingAccount;
import net.voipbin.provisioning.contract.BillingAccountStatus;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Outcome;
import net.voipbin.provisioning.contract.PaymentMethod;
import net.voipbin.provisioning.contract.PaymentType;
import net.voipbin.provisioning.contract.PlanStatus;
import net.voipbin.provisioning.contract.PlanType;
import net.voipbin.provisioning.contract.Rejection;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.contract.UpdateCustomer;
import net.voipbin.provisioning.endtoend.bed.TestBed;
import net.voipbin.provisioning.registry.AppliedSchema;
import net.voipbin.provisioning.registry.Compatibility;
import net.voipbin.provisioning.registry.ConfiguredSerdes;
import net.voipbin.provisioning.registry.RegisteredSchema;
import net.voipbin.provisioning.registry.RegistryRefusedException;
import net.voipbin.provisioning.registry.RegistrySettings;
import net.voipbin.provisioning.registry.SchemaApplier;
import net.voipbin.provisioning.registry.SchemaRegistryClient;
import net.voipbin.provisioning.topic.Topics;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our client and serdes, a real registry, and Confluent's own client as the other side. */
final class RegistryInteropEndToEndTest {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.123456Z");
    private static final Actor SERVICE = new Actor(ActorKind.PLATFORM, "signup", null, null);

    private final String registryUrl = TestBed.shared().registryUrl();
    private final Map<String, Object> properties = Map.of("schema.registry.url", registryUrl);
    private final ConfluentPeer peer = new ConfluentPeer(registryUrl);
    private final SchemaRegistryClient ours = new SchemaRegistryClient(RegistrySettings.of(properties));

    /** Of this test alone. */
    private final String topic = "interop-" + UUID.randomUUID();

    private final String subject = topic + "-value";

    static List<SpecificRecord> records() {
        return List.of(command(), rejection(), event());
    }

    @AfterEach
    void close() {
        ours.close();
    }

    @Test
    void shouldLetThePeerFindWhatWeRegistered() throws Exception {
        // When
        int id = ours.register(subject, Command.getClassSchema(), false);

        // Then
        assertThat(peer.id(subject, Command.getClassSchema())).isEqualTo(id);
        assertThat(peer.schema(id)).isEqualTo(Command.getClassSchema().toString());
    }

    @Test
    void shouldFindWhatThePeerRegistered() throws Exception {
        // When
        int id = peer.register(subject, Command.getClassSchema());

        // Then
        assertThat(ours.lookUp(subject, Command.getClassSchema(), false)).isEqualTo(id);
        assertThat(ours.register(subject, Command.getClassSchema(), false)).isEqualTo(id);
        assertThat(ours.schema(id)).isEqualTo(Command.getClassSchema());
        assertThat(ours.latest(subject)).contains(new RegisteredSchema(subject, 1, id, Command.getClassSchema()));
    }

    @ParameterizedTest
    @MethodSource("records")
    void shouldWriteTheSameBytesAsThePeer(SpecificRecord record) throws Exception {
        try (Serializer<SpecificRecord> serializer = ConfiguredSerdes.serializer(properties)) {
            // When
            byte[] bytes = serializer.serialize(topic, record);

            // Then
            assertThat(bytes).isEqualTo(peer.write(subject, record));
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void shouldBeReadByThePeer(SpecificRecord record) throws Exception {
        try (Serializer<SpecificRecord> serializer = ConfiguredSerdes.serializer(properties)) {
            // When
            String read = peer.read(serializer.serialize(topic, record));

            // Then
            assertThat(read).isEqualTo(ConfluentPeer.json(record));
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void shouldReadWhatThePeerWrote(SpecificRecord record) throws Exception {
        // Given
        byte[] bytes = peer.write(subject, record);
        try (Deserializer<SpecificRecord> deserializer = ConfiguredSerdes.deserializer(properties)) {
            // When
            SpecificRecord read = deserializer.deserialize(topic, bytes);

            // Then
            assertThat(read).isEqualTo(record);
        }
    }

    @Test
    void shouldTakeAnIdThatTheRegistryDoesNotKnowForABadRecord() {
        // Given
        byte[] bytes = ByteBuffer.allocate(6).putInt(1, 2_000_000_000).array();
        try (Deserializer<SpecificRecord> deserializer = ConfiguredSerdes.deserializer(properties)) {
            // Then
            assertThatThrownBy(() -> deserializer.deserialize(topic, bytes))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("40403");
        }
    }

    @Test
    void shouldSetFullTransitiveCompatibilityThatThePeerSees() throws Exception {
        // When
        List<AppliedSchema> applied = new SchemaApplier(ours).apply(Map.of(subject, Command.getClassSchema()));

        // Then
        assertThat(applied)
                .containsExactly(new AppliedSchema(subject, peer.id(subject, Command.getClassSchema()), true, true));
        assertThat(peer.compatibility(subject)).isEqualTo("FULL_TRANSITIVE");
        assertThat(ours.compatibility(subject)).contains(Compatibility.FULL_TRANSITIVE);
    }

    @Test
    void shouldChangeNothingWhenAppliedAgain() {
        // Given
        new SchemaApplier(ours).apply(SchemaApplier.subjects(Topics.all()));
        try (SchemaRegistryClient later = new SchemaRegistryClient(RegistrySettings.of(properties))) {
            // When
            List<AppliedSchema> applied = new SchemaApplier(later).apply(SchemaApplier.subjects(Topics.all()));

            // Then
            assertThat(applied).hasSameSizeAs(Topics.all()).allMatch(AppliedSchema::unchanged);
        }
    }

    @Test
    void shouldAgreeWhenAppliedByManyAtOnce() throws Exception {
        // Given
        int appliers = 8;
        List<Integer> ids = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // When
            List<Future<List<AppliedSchema>>> all = Stream.generate(() -> threads.submit(() -> {
                        try (SchemaRegistryClient client = new SchemaRegistryClient(RegistrySettings.of(properties))) {
                            return new SchemaApplier(client).apply(Map.of(subject, Command.getClassSchema()));
                        }
                    }))
                    .limit(appliers)
                    .toList();
            for (Future<List<AppliedSchema>> applied : all) {
                ids.add(applied.get().getFirst().id());
            }
        }

        // Then
        assertThat(ids).hasSize(appliers).containsOnly(ids.getFirst());
        assertThat(ours.latest(subject))
                .get()
                .extracting(RegisteredSchema::version)
                .isEqualTo(1);
    }

    @Test
    void shouldHaveAnIncompatibleChangeRefused() throws Exception {
        // Given
        new SchemaApplier(ours).apply(Map.of(subject, Command.getClassSchema()));
        Schema incompatible =
                with(Command.getClassSchema(), new Schema.Field("priority", Schema.create(Schema.Type.INT)));

        // When
        RegistryRefusedException refusal =
                catchThrowableOfType(RegistryRefusedException.class, () -> ours.register(subject, incompatible, false));

        // Then
        assertThat(refusal.isConflict()).isTrue();
        assertThat(ours.isCompatible(subject, incompatible)).isFalse();
        assertThat(peer.isCompatible(subject, incompatible)).isFalse();
        assertThatThrownBy(() -> peer.register(subject, incompatible)).isInstanceOf(RestClientException.class);
    }

    @Test
    void shouldHaveOneMoreOptionalPayloadAccepted() throws Exception {
        // Given
        new SchemaApplier(ours).apply(Map.of(subject, Command.getClassSchema()));
        Schema payload = SchemaBuilder.record("LaterCommand")
                .namespace(Command.getClassSchema().getNamespace())
                .fields()
                .requiredString("reason")
                .endRecord();
        Schema later = with(
                Command.getClassSchema(),
                new Schema.Field(
                        "later_command",
                        Schema.createUnion(Schema.create(Schema.Type.NULL), payload),
                        "",
                        Schema.Field.NULL_DEFAULT_VALUE));

        // Then
        assertThat(ours.isCompatible(subject, later)).isTrue();
        assertThat(peer.isCompatible(subject, later)).isTrue();
        assertThat(ours.register(subject, later, false)).isEqualTo(peer.id(subject, later));
        assertThat(ours.latest(subject))
                .get()
                .extracting(RegisteredSchema::version)
                .isEqualTo(2);
    }

    private static Schema with(Schema present, Schema.Field added) {
        return Schema.createRecord(
                present.getName(),
                present.getDoc(),
                present.getNamespace(),
                false,
                Stream.concat(
                                present.getFields().stream().map(field -> new Schema.Field(field, field.schema())),
                                Stream.of(added))
                        .toList());
    }

    private static Command command() {
        return Command.newBuilder()
                .setCommandId(new UUID(1, 2))
                .setCustomerId(new UUID(3, 4))
                .setActor(SERVICE)
                .setExpectedVersion(7L)
                .setTime(TIME)
                .setFingerprint(ByteBuffer.wrap(new byte[] {1, -1, 0}))
                .setUpdateCustomer(UpdateCustomer.newBuilder()
                        .setName("Łódź \uD83D\uDE80")
                        .setPermissionIds(List.of("customer_agent", "customer_admin"))
                        .setLocked(Map.of("status", "\"active\""))
                        .build())
                .build();
    }

    private static CommandResult rejection() {
        return CommandResult.newBuilder()
                .setCommandId(new UUID(1, 2))
                .setCustomerId(new UUID(3, 4))
                .setActor(SERVICE)
                .setFingerprint(ByteBuffer.wrap(new byte[32]))
                .setOutcome(Outcome.REJECTED)
                .setRejection(new Rejection("LOCKED_FIELD", "Locked.", Map.of("fields", List.of("id", "status"))))
                .setChangeSeq(Long.MAX_VALUE)
                .setTime(TIME)
                .build();
    }

    private static ResourceEvent event() {
        BillingAccount account = BillingAccount.newBuilder()
                .setId(new UUID(5, 6))
                .setCustomerId(new UUID(3, 4))
                .setVersion(1)
                .setName("")
                .setDetail("")
                .setPlanType(PlanType.professional)
                .setPlanStatus(PlanStatus.canceling)
                .setBalanceCredit(-1)
                .setBalanceToken(0)
                .setPaymentType(PaymentType.prepaid)
                .setPaymentMethod(PaymentMethod.credit_card)
                .setStatus(BillingAccountStatus.active)
                .setTmCreate(TIME)
                .setTmUpdate(TIME)
                .build();
        return ResourceEvent.newBuilder()
                .setType("billing_account_created")
                .setCustomerId(new UUID(3, 4))
                .setChangeSeq(1)
                .setIndex(2)
                .setSize(3)
                .setTime(TIME)
                .setCommandId(new UUID(1, 2))
                .setActor(SERVICE)
                .setResource(Resource.newBuilder().setBillingAccount(account).build())
                .build();
    }
}
