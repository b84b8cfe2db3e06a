package net.voipbin.provisioning.projection;

import java.util.ArrayList;
import java.util.List;
import net.voipbin.provisioning.contract.PaymentMethod;
import net.voipbin.provisioning.projection.ResourceTable.Column;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** How the fields of a contract's record become columns. */
final class Columns {

    private Columns() {}

    /** A column for each field, in their order; those of a record within it lie among its own. */
    static List<Column> of(Schema record) {
        List<Column> columns = new ArrayList<>();
        for (Schema.Field field : record.getFields()) {
            if (field.schema().getType() == Schema.Type.RECORD) {
                for (Column inner : of(field.schema())) {
                    columns.add(new Column(
                            inner.name(),
                            inner.type(),
                            inner.nullable(),
                            resource -> inner.value().apply((IndexedRecord) resource.get(field.pos()))));
                }
            } else {
                columns.add(column(field));
            }
        }
        return List.copyOf(columns);
    }

    private static Column column(Schema.Field field) {
        boolean optional = field.schema().isNullable();
        Schema schema = present(field.schema());
        // None is the empty string, in the read model as in JSON.
        boolean nullable = optional && schema.getType() != Schema.Type.ENUM;
        return new Column(
                field.name(), type(field, schema), nullable, resource -> value(schema, resource.get(field.pos())));
    }

    private static Schema present(Schema schema) {
        return schema.isUnion()
                ? schema.getTypes().stream()
                        .filter(branch -> branch.getType() != Schema.Type.NULL)
                        .reduce((left, right) -> {
                            throw new IllegalArgumentException("a field of two types has no column: " + schema);
                        })
                        .orElseThrow()
                : schema;
    }

    private static String type(Schema.Field field, Schema schema) {
        LogicalType logical = schema.getLogicalType();
        if (logical != null) {
            return switch (logical.getName()) {
                case "uuid" -> "uuid";
                case "timestamp-micros" -> "timestamptz";
                default -> throw unmapped(field);
            };
        }
        return switch (schema.getType()) {
            case STRING, ENUM -> "text";
            case BOOLEAN -> "boolean";
            case INT -> "integer";
            case LONG -> "bigint";
            case ARRAY ->
                switch (schema.getElementType().getType()) {
                    case RECORD -> "json";
                    case ENUM -> "text[]";
                    case STRING -> field.name().endsWith("_ids") ? "uuid[]" : "text[]";
                    default -> throw unmapped(field);
                };
            default -> throw unmapped(field);
        };
    }

    private static IllegalArgumentException unmapped(Schema.Field field) {
        return new IllegalArgumentException("a field of this type has no column: " + field);
    }

    private static @Nullable Object value(Schema schema, @Nullable Object value) {
        return switch (value) {
            case null -> schema.getType() == Schema.Type.ENUM ? "" : null;
            // A symbol can't hold the blank that the API's value has.
            case PaymentMethod method -> method.name().replace('_', ' ');
            case Enum<?> symbol -> symbol.name();
            case List<?> list ->
                schema.getElementType().getType() == Schema.Type.RECORD
                        ? JsonRecords.of(list)
                        : list.stream().map(Object::toString).toList();
            default -> value;
        };
    }
}
