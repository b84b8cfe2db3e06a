package net.voipbin.provisioning.bridge.resource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import net.voipbin.provisioning.bridge.database.Rows;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the read model as the contract's records. Columns have the names of the fields; those of a record within a
 * record lie among its own, and a list of records is one column of JSON.
 */
final class RowRecords {

    /** The field whose text is JSON itself. */
    private static final String FREE_JSON = "option";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private RowRecords() {}

    /** The columns that a record of the schema is read from. */
    static List<String> columns(Schema record) {
        List<String> columns = new ArrayList<>();
        for (Schema.Field field : record.getFields()) {
            if (field.schema().getType() == Schema.Type.RECORD) {
                columns.addAll(columns(field.schema()));
            } else {
                columns.add(field.name());
            }
        }
        return columns;
    }

    /** The row as a record of the schema's class. */
    static SpecificRecord read(ResultSet row, Schema schema) throws SQLException {
        SpecificRecord record = newRecord(schema);
        for (Schema.Field field : schema.getFields()) {
            record.put(field.pos(), value(row, field));
        }
        return record;
    }

    private static SpecificRecord newRecord(Schema schema) {
        return (SpecificRecord) SpecificData.newInstance(SpecificData.get().getClass(schema), schema);
    }

    private static @Nullable Object value(ResultSet row, Schema.Field field) throws SQLException {
        Schema schema = Schemas.present(field.schema());
        String column = field.name();
        LogicalType logical = schema.getLogicalType();
        if (logical != null) {
            return switch (logical.getName()) {
                case "uuid" -> row.getObject(column, UUID.class);
                case "timestamp-micros" -> Rows.findTime(row, column).orElse(null);
                default -> throw unmapped(field);
            };
        }
        return switch (schema.getType()) {
            case RECORD -> read(row, schema);
            case STRING -> row.getString(column);
            case BOOLEAN -> row.getBoolean(column);
            case INT -> row.getInt(column);
            case LONG -> row.getLong(column);
            case ENUM -> symbol(schema, Objects.requireNonNull(row.getString(column), column));
            case ARRAY -> list(row, column, schema.getElementType());
            default -> throw unmapped(field);
        };
    }

    /** The empty text is none; a symbol can't hold the blank that the API's value has. */
    private static @Nullable Object symbol(Schema schema, String text) {
        return text.isEmpty() ? null : SpecificData.get().createEnum(text.replace(' ', '_'), schema);
    }

    private static List<?> list(ResultSet row, String column, Schema element) throws SQLException {
        return switch (element.getType()) {
            case STRING -> Rows.texts(row, column);
            case ENUM ->
                Rows.texts(row, column).stream()
                        .map(text -> Objects.requireNonNull(symbol(element, text)))
                        .toList();
            default -> records(Objects.requireNonNull(row.getString(column), column), element);
        };
    }

    private static List<?> records(String json, Schema schema) throws SQLException {
        try {
            List<SpecificRecord> records = new ArrayList<>();
            for (JsonNode element : MAPPER.readTree(json)) {
                SpecificRecord record = newRecord(schema);
                for (Schema.Field field : schema.getFields()) {
                    record.put(field.pos(), value(element.path(field.name()), field));
                }
                records.add(record);
            }
            return records;
        } catch (JsonProcessingException e) {
            throw new SQLException("a list of records is not JSON", e);
        }
    }

    private static @Nullable Object value(JsonNode json, Schema.Field field) {
        if (field.name().equals(FREE_JSON)) {
            return json.toString();
        }
        Schema schema = field.schema();
        return switch (schema.getType()) {
            case ENUM -> symbol(schema, json.asText());
            default -> schema.getLogicalType() == null ? json.asText() : UUID.fromString(json.asText());
        };
    }

    private static IllegalStateException unmapped(Schema.Field field) {
        return new IllegalStateException("a field of this type has no column: " + field);
    }
}
