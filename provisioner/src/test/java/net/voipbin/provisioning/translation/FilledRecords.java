package net.voipbin.provisioning.translation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/** Records in which every field and every optional part is filled, with something of its type. */
final class FilledRecords {

    private FilledRecords() {}

    static Object of(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> record(schema);
            case UNION -> of(schema.getTypes().getLast());
            case ARRAY -> new ArrayList<>(List.of(of(schema.getElementType())));
            case MAP -> new HashMap<>(Map.of("name", of(schema.getValueType())));
            case STRING -> schema.getLogicalType() == null ? "text" : new UUID(1, 2);
            case BYTES -> ByteBuffer.wrap("bytes".getBytes(StandardCharsets.UTF_8));
            case LONG -> 43L;
            case INT -> 42;
            case BOOLEAN -> true;
            case ENUM, FIXED, FLOAT, DOUBLE, NULL ->
                throw new IllegalStateException("no payload has " + schema.getType());
        };
    }

    private static Object record(Schema schema) {
        Class<?> type = SpecificData.get().getClass(schema);
        SpecificRecordBase record = (SpecificRecordBase) SpecificData.newInstance(type, schema);
        schema.getFields().forEach(field -> record.put(field.pos(), of(field.schema())));
        return record;
    }
}
