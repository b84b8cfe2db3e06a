package net.voipbin.provisioning.registry;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.voipbin.provisioning.contract.ClaimHolder;
import net.voipbin.provisioning.contract.TenantState;
import net.voipbin.provisioning.contract.WaitingCommand;
import net.voipbin.provisioning.topic.Topics;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;

/** One record of each contract that is written anywhere, with every field and every optional part filled. */
final class SampleRecords {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.123Z");

    private SampleRecords() {}

    static List<Class<? extends SpecificRecord>> types() {
        List<Class<? extends SpecificRecord>> types = new ArrayList<>();
        Topics.all().forEach(topic -> types.add(topic.valueType()));
        types.addAll(List.of(TenantState.class, WaitingCommand.class, ClaimHolder.class));
        return types;
    }

    static List<SpecificRecord> all() {
        TrustedContracts.declare();
        return types().stream().map(SampleRecords::filled).toList();
    }

    private static SpecificRecord filled(Class<? extends SpecificRecord> type) {
        return (SpecificRecord) value(SpecificData.get().getSchema(type));
    }

    private static Object value(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> record(schema);
            case UNION -> value(schema.getTypes().getLast());
            case ARRAY -> new ArrayList<>(List.of(value(schema.getElementType()), value(schema.getElementType())));
            case MAP -> new LinkedHashMap<>(Map.of("name", value(schema.getValueType())));
            case ENUM -> enumeration(schema);
            case STRING -> schema.getLogicalType() == null ? "owner@example.com" : new UUID(1, 2);
            case BYTES -> ByteBuffer.wrap("bytes".getBytes(StandardCharsets.UTF_8));
            case LONG -> schema.getLogicalType() == null ? (Object) Long.MAX_VALUE : TIME;
            case INT -> 42;
            case BOOLEAN -> true;
            case FIXED, FLOAT, DOUBLE, NULL -> throw new IllegalStateException("No contract has " + schema.getType());
        };
    }

    private static Object record(Schema schema) {
        SpecificRecordBase record = (SpecificRecordBase) SpecificData.newInstance(type(schema), schema);
        for (Schema.Field field : schema.getFields()) {
            record.put(field.pos(), value(field.schema()));
        }
        return record;
    }

    private static Object enumeration(Schema schema) {
        Object[] constants = type(schema).getEnumConstants();
        return constants[constants.length - 1];
    }

    private static Class<?> type(Schema schema) {
        return SpecificData.get().getClass(schema);
    }
}
