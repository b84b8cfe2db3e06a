package net.voipbin.provisioning.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a contract in the Confluent wire format, under the schema id that the registry gives for the topic's subject
 * (the topic's name with {@code -value} or {@code -key}). Asks the registry once per subject and schema. Thread-safe
 * once configured; public constructor for Kafka, which calls {@link #configure}.
 *
 * <p>{@code null} stays {@code null}. A record that does not fit its schema, or a schema that the registry refuses, is
 * a {@link SerializationException}; a registry that can't be reached is a {@link TimeoutException}.
 */
public final class AvroSerializer implements Serializer<SpecificRecord> {

    private static final int INITIAL_BYTES = 512;
    private static final int REMEMBERED = 1_000;

    /** Most records fit into the buffer. */
    private static final EncoderFactory ENCODERS = new EncoderFactory().configureBufferSize(2 * INITIAL_BYTES);

    private static final ClassValue<DatumWriter<SpecificRecord>> WRITERS = new ClassValue<>() {
        @Override
        protected DatumWriter<SpecificRecord> computeValue(Class<?> type) {
            SpecificData model = SpecificData.getForClass(type);
            return new SpecificDatumWriter<>(model.getSchema(type), model);
        }
    };

    private record Use(String subject, Schema schema) {}

    private final ClientHandle registry = new ClientHandle();
    private final CoalescingCache<Use, Integer> latestIds = new CoalescingCache<>(REMEMBERED);
    private volatile SerdeSettings settings = new SerdeSettings(true, false, false);
    private volatile boolean isKey;

    @Override
    public void configure(Map<String, ?> properties, boolean isKey) {
        TrustedContracts.declare();
        this.isKey = isKey;
        settings = SerdeSettings.of(properties, isKey);
        registry.open(RegistrySettings.of(properties));
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable SpecificRecord data) {
        if (data == null) {
            return null;
        }
        int id = schemaId(SerdeSettings.subject(topic, isKey), data.getSchema());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(INITIAL_BYTES);
        bytes.writeBytes(WireFormat.header(id));
        BinaryEncoder encoder = ENCODERS.binaryEncoder(bytes, null);
        try {
            WRITERS.get(data.getClass()).write(data, encoder);
            encoder.flush();
        } catch (IOException | RuntimeException e) {
            // Avro's message quotes the record's content.
            throw new SerializationException("A record for " + topic + " does not fit its schema: "
                    + e.getClass().getSimpleName());
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        registry.close();
    }

    private int schemaId(String subject, Schema schema) {
        SchemaRegistryClient client = registry.client();
        SerdeSettings how = settings;
        try {
            if (how.autoRegister()) {
                return client.register(subject, schema, how.normalize());
            }
            if (how.useLatest()) {
                return latestIds.get(new Use(subject, schema), use -> latestId(client, use));
            }
            return client.lookUp(subject, schema, how.normalize());
        } catch (RegistryRefusedException | UnusableSchemaException e) {
            throw new SerializationException(e.getMessage(), e);
        } catch (RegistryUnreachableException e) {
            throw new TimeoutException(e.getMessage(), e);
        }
    }

    /** A record is written as its class says, so the latest schema must say the same, but for names of Java types and the like. */
    private static int latestId(SchemaRegistryClient client, Use use) {
        RegisteredSchema latest = client.latest(use.subject)
                .orElseThrow(() -> new UnusableSchemaException("Subject " + use.subject + " has no schema"));
        String ours = SchemaNormalization.toParsingForm(use.schema);
        if (!ours.equals(SchemaNormalization.toParsingForm(latest.schema()))) {
            throw new UnusableSchemaException("The latest schema of subject " + use.subject + ", version "
                    + latest.version() + ", differs from that of " + use.schema.getFullName());
        }
        return latest.id();
    }
}
