package net.voipbin.provisioning.bridge.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import net.voipbin.provisioning.bridge.json.References;
import net.voipbin.provisioning.bridge.json.Times;
import net.voipbin.provisioning.bridge.json.Uuids;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A type of resource as the API shows it: the contract's fields by their names, in their order, less those that are
 * nobody's business. Times are RFC 3339 or null, an absent reference is the nil UUID, an absent constant the empty text.
 * Immutable.
 */
public final class JsonForm {

    /** The entity tag shows it. */
    private static final String VERSION = "version";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final List<ShownField> shown;

    private JsonForm(List<ShownField> shown) {
        this.shown = shown;
    }

    /** A field of the contract, with how its value is written: settled once, not with each resource. */
    private record ShownField(String name, int position, Function<@Nullable Object, JsonNode> json) {

        void put(ObjectNode object, IndexedRecord record) {
            object.set(name, json.apply(record.get(position)));
        }
    }

    /**
     * The form of a type.
     *
     * @param schema that of the type
     * @param hidden fields that no answer shows
     * @throws IllegalArgumentException where a field has a type for which there is no JSON
     */
    public static JsonForm of(Schema schema, String... hidden) {
        Set<String> never = Set.of(hidden);
        return new JsonForm(fields(schema)
                .filter(field -> !field.name().equals(VERSION) && !never.contains(field.name()))
                .toList());
    }

    /** The names of the fields that answers may show. */
    Stream<String> names() {
        return shown.stream().map(ShownField::name);
    }

    /** The resource as JSON, with all fields of the form. */
    public ObjectNode json(SpecificRecord resource) {
        return json(resource, Set.of());
    }

    /** The resource as JSON, without the fields that its viewer may not see. */
    public ObjectNode json(SpecificRecord resource, Set<String> withheld) {
        ObjectNode json = NODES.objectNode();
        for (ShownField field : shown) {
            if (!withheld.contains(field.name())) {
                field.put(json, resource);
            }
        }
        return json;
    }

    private static Stream<ShownField> fields(Schema schema) {
        return schema.getFields().stream()
                .map(field -> new ShownField(field.name(), field.pos(), json(schema.getName(), field)));
    }

    private static Function<@Nullable Object, JsonNode> json(String record, Schema.Field field) {
        return switch (record + "." + field.name()) {
            // A symbol can't hold the blank that the API's value has.
            case "BillingAccount.payment_method" ->
                value -> NODES.textNode(value == null ? "" : value.toString().replace('_', ' '));
            case "FlowAction.next_id" ->
                value -> NODES.textNode("".equals(value) ? Uuids.NIL.toString() : String.valueOf(value));
            // JSON already, as it was given.
            case "FlowAction.option" -> value -> NODES.rawValueNode(new RawValue(String.valueOf(value)));
            default -> json(Schemas.present(field.schema()));
        };
    }

    private static Function<@Nullable Object, JsonNode> json(Schema schema) {
        LogicalType logical = schema.getLogicalType();
        if (logical != null) {
            return switch (logical.getName()) {
                case "uuid" -> value -> NODES.textNode(References.text((UUID) value));
                case "timestamp-micros" -> value -> Times.json((Instant) value);
                default -> throw new IllegalArgumentException("a field of this type has no JSON: " + schema);
            };
        }
        return switch (schema.getType()) {
            case RECORD -> ofRecord(schema);
            case ARRAY -> ofArray(json(schema.getElementType()));
            case BOOLEAN -> orEmpty(value -> NODES.booleanNode((Boolean) value));
            case INT -> orEmpty(value -> NODES.numberNode((Integer) value));
            case LONG -> orEmpty(value -> NODES.numberNode((Long) value));
            case STRING, ENUM -> orEmpty(value -> NODES.textNode(value.toString()));
            case MAP, UNION, FIXED, BYTES, FLOAT, DOUBLE, NULL ->
                throw new IllegalArgumentException("a field of this type has no JSON: " + schema);
        };
    }

    private static Function<@Nullable Object, JsonNode> ofRecord(Schema schema) {
        List<ShownField> fields = fields(schema).toList();
        return orEmpty(value -> {
            ObjectNode json = NODES.objectNode();
            fields.forEach(field -> field.put(json, (IndexedRecord) value));
            return json;
        });
    }

    private static Function<@Nullable Object, JsonNode> ofArray(Function<@Nullable Object, JsonNode> element) {
        return orEmpty(value -> {
            ArrayNode json = NODES.arrayNode();
            ((List<?>) value).forEach(each -> json.add(element.apply(each)));
            return json;
        });
    }

    /** An absent value is the empty text. */
    private static Function<@Nullable Object, JsonNode> orEmpty(Function<Object, JsonNode> present) {
        return value -> value == null ? NODES.textNode("") : present.apply(value);
    }
}
