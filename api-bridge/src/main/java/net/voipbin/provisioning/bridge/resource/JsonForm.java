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
import java.util.stream.Stream;
import net.voipbin.provisioning.bridge.json.References;
import net.voipbin.provisioning.bridge.json.Times;
import net.voipbin.provisioning.bridge.json.Uuids;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
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

    private final List<Schema.Field> shown;

    private JsonForm(List<Schema.Field> shown) {
        this.shown = shown;
    }

    /**
     * The form of a type.
     *
     * @param schema that of the type
     * @param hidden fields that no answer shows
     */
    public static JsonForm of(Schema schema, String... hidden) {
        Set<String> never = Set.of(hidden);
        return new JsonForm(schema.getFields().stream()
                .filter(field -> !field.name().equals(VERSION) && !never.contains(field.name()))
                .toList());
    }

    /** The names of the fields that answers may show. */
    Stream<String> names() {
        return shown.stream().map(Schema.Field::name);
    }

    /** The resource as JSON, with all fields of the form. */
    public ObjectNode json(SpecificRecord resource) {
        return json(resource, Set.of());
    }

    /** The resource as JSON, without the fields that its viewer may not see. */
    public ObjectNode json(SpecificRecord resource, Set<String> withheld) {
        ObjectNode json = NODES.objectNode();
        shown.stream()
                .filter(field -> !withheld.contains(field.name()))
                .forEach(field -> json.set(field.name(), node(field, resource.get(field.pos()))));
        return json;
    }

    private static JsonNode node(Schema.Field field, @Nullable Object value) {
        return switch (field.name()) {
            // A symbol can't hold the blank that the API's value has.
            case "payment_method" ->
                NODES.textNode(value == null ? "" : value.toString().replace('_', ' '));
            case "next_id" -> NODES.textNode("".equals(value) ? Uuids.NIL.toString() : String.valueOf(value));
            // JSON already, as it was given.
            case "option" -> NODES.rawValueNode(new RawValue(String.valueOf(value)));
            default -> node(Schemas.present(field.schema()), value);
        };
    }

    private static JsonNode node(Schema schema, @Nullable Object value) {
        LogicalType logical = schema.getLogicalType();
        if (logical != null) {
            return switch (logical.getName()) {
                case "uuid" -> NODES.textNode(References.text((UUID) value));
                case "timestamp-micros" -> Times.json((Instant) value);
                default -> throw new IllegalStateException("a field of this type has no JSON: " + schema);
            };
        }
        return switch (value) {
            case SpecificRecord record -> object(record);
            case List<?> elements -> array(elements, schema.getElementType());
            case Boolean flag -> NODES.booleanNode(flag);
            case Integer number -> NODES.numberNode(number);
            case Long number -> NODES.numberNode(number);
            case null -> NODES.textNode("");
            default -> NODES.textNode(value.toString());
        };
    }

    private static ObjectNode object(SpecificRecord record) {
        ObjectNode json = NODES.objectNode();
        record.getSchema().getFields().forEach(field -> json.set(field.name(), node(field, record.get(field.pos()))));
        return json;
    }

    private static ArrayNode array(List<?> elements, Schema element) {
        ArrayNode json = NODES.arrayNode(elements.size());
        elements.forEach(each -> json.add(node(element, each)));
        return json;
    }
}
