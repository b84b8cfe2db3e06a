package net.voipbin.provisioning.registry;

import java.io.IOException;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a contract in the Confluent wire format: the writer's schema is the registry's, the reader's is that of the
 * contract class of the same full name. Asks the registry once per schema id. Thread-safe once configured; public
 * constructor for Kafka, which calls {@link #configure}.
 *
 * <p>{@code null} stays {@code null}. Whatever is wrong with the record itself is a {@link SerializationException}:
 * no such framing, an id that no schema has, a schema that is no contract's or can't be read as it, bytes that don't
 * follow the schema or go on after it. Where the registry can't be reached, or refuses to answer for a reason that is
 * not the record's, such as wrong credentials, it is a {@link TimeoutException}: the record may be good.
 *
 * <p>Avro reads from an array here, and so checks each length against the bytes that are left before it allocates
 * anything; a record takes memory in proportion to its size, whatever it claims.
 */
public final class AvroDeserializer implements Deserializer<SpecificRecord> {

    private static final int REMEMBERED = 1_000;

    private final ClientHandle registry = new ClientHandle();
    private final CoalescingCache<Integer, DatumReader<SpecificRecord>> readers = new CoalescingCache<>(REMEMBERED);

    @Override
    public void configure(Map<String, ?> properties, boolean isKey) {
        TrustedContracts.declare();
        SerdeSettings.of(properties, isKey);
        registry.open(RegistrySettings.of(properties));
    }

    @Override
    public @Nullable SpecificRecord deserialize(String topic, byte @Nullable [] data) {
        if (data == null) {
            return null;
        }
        if (!WireFormat.hasHeader(data)) {
            throw new SerializationException(
                    "A record of " + topic + " does not begin with a zero byte and a schema id");
        }
        int id = WireFormat.schemaId(data);
        return decode(topic, id, reader(id), data);
    }

    @Override
    public void close() {
        registry.close();
    }

    private DatumReader<SpecificRecord> reader(int id) {
        SchemaRegistryClient client = registry.client();
        try {
            return readers.get(id, key -> newReader(client, key));
        } catch (UnusableSchemaException e) {
            throw new SerializationException(e.getMessage(), e);
        } catch (RegistryRefusedException e) {
            if (e.isNotFound()) {
                throw new SerializationException(e.getMessage(), e);
            }
            throw new TimeoutException(e.getMessage(), e);
        } catch (RegistryUnreachableException e) {
            throw new TimeoutException(e.getMessage(), e);
        }
    }

    private static DatumReader<SpecificRecord> newReader(SchemaRegistryClient client, int id) {
        Schema writer = client.schema(id);
        Class<?> type = contract(id, writer);
        SpecificData model = SpecificData.getForClass(type);
        return new SpecificDatumReader<>(writer, model.getSchema(type), model);
    }

    private static Class<?> contract(int id, Schema writer) {
        if (writer.getType() != Schema.Type.RECORD || !TrustedContracts.PACKAGE.equals(writer.getNamespace())) {
            throw new UnusableSchemaException("Schema " + id + " is none of the contracts");
        }
        Class<?> type = SpecificData.get().getClass(writer);
        if (type == null || !SpecificRecord.class.isAssignableFrom(type)) {
            throw new UnusableSchemaException("Schema " + id + " is of no contract that is known here");
        }
        return type;
    }

    private static SpecificRecord decode(String topic, int id, DatumReader<SpecificRecord> reader, byte[] data) {
        try {
            BinaryDecoder decoder = DecoderFactory.get()
                    .binaryDecoder(data, WireFormat.HEADER_BYTES, data.length - WireFormat.HEADER_BYTES, null);
            SpecificRecord decoded = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new SerializationException(
                        "A record of " + topic + " has bytes after what schema " + id + " describes");
            }
            return decoded;
        } catch (SerializationException e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // Avro's message may quote the record's content.
            throw new SerializationException("A record of " + topic + " can't be read by schema " + id + ": "
                    + e.getClass().getSimpleName());
        }
    }
}
