package net.voipbin.provisioning.sandbox.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import net.voipbin.provisioning.bridge.json.Uuids;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * JSON in the contract's own field names, as records of the contract: what the schema says is all that there is to know,
 * so a new type of command needs no code here. A field that is left out has its default; an optional one is written
 * without Avro's branch names; bytes are hexadecimal digits, times microseconds since the epoch.
 */
final class ContractJson {

    private static final HexFormat HEX = HexFormat.of();

    private ContractJson() {}

    /**
     * The record that the JSON says.
     *
     * @throws SampleFailedException if a field is unknown, missing or of another type; the message names it
     */
    static <T extends SpecificRecord> T record(Class<T> type, ObjectNode json) {
        Schema schema = SpecificData.get().getSchema(type);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            new GenericDatumWriter<GenericRecord>(schema).write(record(schema, json, ""), encoder);
            encoder.flush();
            return new SpecificDatumReader<>(type)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GenericRecord record(Schema schema, JsonNode json, String place) {
        require(json.isObject(), place, "a record");
        String prefix = place.isEmpty() ? "" : place + ".";
        GenericRecordBuilder record = new GenericRecordBuilder(schema);
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            Schema.Field field = schema.getField(member.getKey());
            if (field == null) {
                throw new SampleFailedException(prefix + member.getKey() + " is no field of " + schema.getName());
            }
            record.set(field, value(field.schema(), member.getValue(), prefix + member.getKey()));
        }
        for (Schema.Field field : schema.getFields()) {
            if (!field.hasDefaultValue() && !json.has(field.name())) {
                throw new SampleFailedException(prefix + field.name() + " is missing");
            }
        }
        return record.build();
    }

    private static @Nullable Object value(Schema schema, JsonNode json, String place) {
        return switch (schema.getType()) {
            case UNION -> json.isNull() ? null : value(present(schema), json, place);
            case RECORD -> record(schema, json, place);
            case ARRAY -> array(schema, json, place);
            case MAP -> map(schema, json, place);
            case ENUM -> {
                require(schema.hasEnumSymbol(json.asText()), place, "one of " + schema.getEnumSymbols());
                yield new GenericData.EnumSymbol(schema, json.asText());
            }
            case STRING -> text(schema, json, place);
            case BYTES -> bytes(json, place);
            case INT -> {
                require(json.isIntegralNumber() && json.canConvertToInt(), place, "an int");
                yield json.intValue();
            }
            case LONG -> {
                require(json.isIntegralNumber() && json.canConvertToLong(), place, "a long");
                yield json.longValue();
            }
            case BOOLEAN -> {
                require(json.isBoolean(), place, "a boolean");
                yield json.booleanValue();
            }
            case FIXED, FLOAT, DOUBLE, NULL -> throw new SampleFailedException(place + " is of a type without JSON");
        };
    }

    /** Of an optional field: its type where it is there. */
    private static Schema present(Schema union) {
        List<Schema> branches =
                union.getTypes().stream().filter(branch -> !branch.isNullable()).toList();
        if (branches.size() != 1) {
            throw new SampleFailedException("a union of " + branches.size() + " types has no JSON");
        }
        return branches.getFirst();
    }

    private static List<Object> array(Schema schema, JsonNode json, String place) {
        require(json.isArray(), place, "an array");
        List<Object> elements = new ArrayList<>();
        for (JsonNode element : json) {
            elements.add(value(schema.getElementType(), element, place + "[" + elements.size() + "]"));
        }
        return elements;
    }

    private static Map<String, Object> map(Schema schema, JsonNode json, String place) {
        require(json.isObject(), place, "a map");
        Map<String, Object> entries = new HashMap<>();
        json.properties()
                .forEach(entry -> entries.put(
                        entry.getKey(), value(schema.getValueType(), entry.getValue(), place + "." + entry.getKey())));
        return entries;
    }

    private static String text(Schema schema, JsonNode json, String place) {
        require(json.isTextual(), place, "a string");
        require(!isUuid(schema) || Uuids.parse(json.textValue()).isPresent(), place, "a UUID");
        return json.textValue();
    }

    private static ByteBuffer bytes(JsonNode json, String place) {
        require(json.isTextual(), place, "hexadecimal digits");
        try {
            return ByteBuffer.wrap(HEX.parseHex(json.textValue()));
        } catch (IllegalArgumentException e) {
            throw new SampleFailedException(place + " is not hexadecimal digits", e);
        }
    }

    private static boolean isUuid(Schema schema) {
        return LogicalTypes.uuid().equals(schema.getLogicalType());
    }

    private static void require(boolean right, String place, String expected) {
        if (!right) {
            throw new SampleFailedException(place + " is not " + expected);
        }
    }
}
