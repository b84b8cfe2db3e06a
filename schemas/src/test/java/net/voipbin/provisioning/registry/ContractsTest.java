package net.voipbin.provisioning.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.topic.Topic;
import net.voipbin.provisioning.topic.Topics;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ContractsTest {

    static List<SpecificRecord> samples() {
        return SampleRecords.all();
    }

    static List<Schema> schemas() {
        return SampleRecords.types().stream()
                .map(type -> SpecificData.get().getSchema(type))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldComeBackAsItWasWritten(SpecificRecord sample) {
        // Given
        try (FakeRegistry registry = new FakeRegistry();
                Serde<SpecificRecord> serde = serde(registry)) {
            // When
            SpecificRecord read =
                    serde.deserializer().deserialize("topic", serde.serializer().serialize("topic", sample));

            // Then
            assertThat(read).isEqualTo(sample).isNotSameAs(sample);
        }
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void shouldReadItsOwnRecords(Schema schema) {
        assertThat(canRead(schema, schema)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void shouldGiveEveryOptionalFieldNullAsDefault(Schema schema) {
        // Then
        assertThat(fields(schema)).allSatisfy(field -> {
            if (field.schema().isNullable()) {
                assertThat(field.schema().getTypes().getFirst().getType()).isEqualTo(Schema.Type.NULL);
                assertThat(field.hasDefaultValue()).isTrue();
                assertThat(field.defaultVal()).isEqualTo(JsonProperties.NULL_VALUE);
            }
        });
    }

    /** A later version with one more optional part must read, and be readable by, the present one. */
    @Test
    void shouldLetACommandOrAResourceHaveOneMorePayload() {
        for (Schema present : List.of(Command.getClassSchema(), Resource.getClassSchema())) {
            // Given
            Schema payload = SchemaBuilder.record("Future")
                    .namespace(present.getNamespace())
                    .fields()
                    .requiredString("name")
                    .endRecord();
            Schema.Field added = new Schema.Field(
                    "future",
                    Schema.createUnion(Schema.create(Schema.Type.NULL), payload),
                    "",
                    Schema.Field.NULL_DEFAULT_VALUE);

            // When
            Schema later = Schema.createRecord(
                    present.getName(),
                    present.getDoc(),
                    present.getNamespace(),
                    false,
                    Stream.concat(present.getFields().stream().map(ContractsTest::copy), Stream.of(added))
                            .toList());

            // Then
            assertThat(canRead(later, present)).isTrue();
            assertThat(canRead(present, later)).isTrue();
        }
    }

    @Test
    void shouldGiveEveryTopicASubjectOfItsOwn() {
        assertThat(SchemaApplier.subjects(Topics.all()))
                .hasSameSizeAs(Topics.all())
                .containsKeys(Topics.all().stream().map(Topic::subject).toArray(String[]::new));
    }

    private static Serde<SpecificRecord> serde(FakeRegistry registry) {
        Map<String, Object> properties = Map.of("schema.registry.url", registry.url());
        return Serdes.serdeFrom(ConfiguredSerdes.serializer(properties), ConfiguredSerdes.deserializer(properties));
    }

    private static boolean canRead(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                        .getType()
                == SchemaCompatibilityType.COMPATIBLE;
    }

    private static Schema.Field copy(Schema.Field field) {
        return new Schema.Field(field, field.schema());
    }

    private static List<Schema.Field> fields(Schema schema) {
        List<Schema.Field> fields = new ArrayList<>();
        collect(schema, new HashSet<>(), fields);
        return fields;
    }

    private static void collect(Schema schema, Set<String> seen, List<Schema.Field> fields) {
        switch (schema.getType()) {
            case RECORD -> {
                if (seen.add(schema.getFullName())) {
                    fields.addAll(schema.getFields());
                    schema.getFields().forEach(field -> collect(field.schema(), seen, fields));
                }
            }
            case UNION -> schema.getTypes().forEach(type -> collect(type, seen, fields));
            case ARRAY -> collect(schema.getElementType(), seen, fields);
            case MAP -> collect(schema.getValueType(), seen, fields);
            case ENUM, FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> {}
        }
    }
}
