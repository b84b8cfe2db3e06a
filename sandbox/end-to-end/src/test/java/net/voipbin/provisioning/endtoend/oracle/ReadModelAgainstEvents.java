package net.voipbin.provisioning.endtoend.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import net.voipbin.provisioning.contract.PaymentMethod;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.ResourceEvent;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The oracle of the read model: its rows are the latest state of each live resource, and of each customer. */
public record ReadModelAgainstEvents(Jdbi database) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A type that is new in the contract is watched at once. */
    private static final List<Schema.Field> TYPES = Resource.getClassSchema().getFields();

    private record LatestChange(long changeSeq, Instant time) {}

    /** The differences between the read model and the fold of the events, column by column. */
    public List<String> flaws(List<ResourceEvent> events) {
        Map<String, JsonNode> folded = new TreeMap<>();
        Map<UUID, LatestChange> progress = new HashMap<>();
        for (ResourceEvent event : events) {
            fold(event.getResource(), folded);
            progress.merge(
                    event.getCustomerId(),
                    new LatestChange(event.getChangeSeq(), event.getTime()),
                    (left, right) -> left.changeSeq() > right.changeSeq() ? left : right);
        }
        Map<String, JsonNode> stored = rows();
        List<String> flaws = new ArrayList<>();
        folded.forEach((resource, columns) -> {
            JsonNode row = stored.get(resource);
            if (row == null) {
                flaws.add(resource + " is missing");
            } else if (!row.equals(columns)) {
                flaws.add(resource + " is " + row + " and should be " + columns);
            }
        });
        stored.keySet().stream()
                .filter(resource -> !folded.containsKey(resource))
                .forEach(resource -> flaws.add(resource + " has no event"));
        Map<UUID, LatestChange> storedProgress = database.withHandle(handle -> handle.createQuery(
                        "select customer_id, change_seq, tm_last_change from customer_progress")
                .reduceRows(new HashMap<UUID, LatestChange>(), (all, row) -> {
                    all.put(
                            row.getColumn("customer_id", UUID.class),
                            new LatestChange(
                                    row.getColumn("change_seq", Long.class),
                                    row.getColumn("tm_last_change", Instant.class)));
                    return all;
                }));
        if (!storedProgress.equals(progress)) {
            flaws.add("the customers' progress differs from their events'");
        }
        return flaws;
    }

    /**
     * Customers that lack their guest agent or billing account or have more than one, and such as have one without being
     * there, at this moment.
     */
    public List<UUID> incompleteCustomers() {
        return database.withHandle(
                handle -> handle.createQuery("""
                        select coalesce(c.id, p.customer_id)
                        from (select id from customers where tm_delete is null) c
                        full join (
                            select customer_id, sum(guests) as guests, sum(accounts) as accounts
                            from (
                                select customer_id, 1 as guests, 0 as accounts
                                from agents where guest and tm_delete is null
                                union all
                                select customer_id, 0, 1 from billing_accounts where tm_delete is null) owned
                            group by customer_id) p on p.customer_id = c.id
                        where c.id is null or p.customer_id is null or p.guests <> 1 or p.accounts <> 1
                        """).mapTo(UUID.class).list());
    }

    private Map<String, JsonNode> rows() {
        Map<String, JsonNode> rows = new HashMap<>();
        for (Schema.Field type : TYPES) {
            String table = table(type);
            database.useHandle(handle -> handle.createQuery("select row_to_json(t)::text from " + table + " t")
                    .mapTo(String.class)
                    .forEach(text -> {
                        ObjectNode row = parse(text);
                        rows.put(table + " " + row.path("id").asText(), withUniformTimes(row));
                    }));
        }
        return rows;
    }

    /** The resource goes into the fold, or out of it when it is deleted; customers stay. */
    private static void fold(Resource resource, Map<String, JsonNode> folded) {
        for (Schema.Field type : TYPES) {
            if (resource.get(type.pos()) instanceof SpecificRecord state) {
                ObjectNode row = JSON.createObjectNode();
                addColumns(row, state);
                String name = table(type) + " " + row.path("id").asText();
                if (row.path("tm_delete").isNull() || !row.has("customer_id")) {
                    // Read again, so that a number is what the reader takes it for.
                    folded.put(name, parse(row.toString()));
                } else {
                    folded.remove(name);
                }
            }
        }
    }

    private static String table(Schema.Field type) {
        return type.name() + "s";
    }

    private static void addColumns(ObjectNode row, SpecificRecord state) {
        for (Schema.Field field : state.getSchema().getFields()) {
            if (state.get(field.pos()) instanceof SpecificRecord inner) {
                addColumns(row, inner);
            } else {
                row.set(field.name(), node(field, state.get(field.pos())));
            }
        }
    }

    private static JsonNode node(Schema.Field field, @Nullable Object value) {
        return switch (value) {
            case null -> isEnum(field) ? TextNode.valueOf("") : NullNode.getInstance();
            case Boolean flag -> BooleanNode.valueOf(flag);
            case Integer number -> LongNode.valueOf(number);
            case Long number -> LongNode.valueOf(number);
            case List<?> list -> {
                ArrayNode elements = JSON.createArrayNode();
                list.forEach(element -> elements.add(
                        element instanceof SpecificRecord inner
                                ? object(inner)
                                : TextNode.valueOf(element.toString())));
                yield elements;
            }
            default -> TextNode.valueOf(value == PaymentMethod.credit_card ? "credit card" : value.toString());
        };
    }

    private static boolean isEnum(Schema.Field field) {
        return field.schema().getTypes().stream().anyMatch(branch -> branch.getType() == Schema.Type.ENUM);
    }

    /** A record in a list: an option is JSON of its own, and a reference to nothing is the nil UUID. */
    private static ObjectNode object(SpecificRecord record) {
        ObjectNode object = JSON.createObjectNode();
        for (Schema.Field field : record.getSchema().getFields()) {
            String text = record.get(field.pos()).toString();
            if (field.name().equals("option")) {
                object.set(field.name(), text.isEmpty() ? JSON.createObjectNode() : read(text));
            } else {
                object.put(
                        field.name(),
                        text.isEmpty() && field.name().equals("next_id") ? new UUID(0, 0).toString() : text);
            }
        }
        return object;
    }

    private static ObjectNode withUniformTimes(ObjectNode row) {
        row.properties().forEach(column -> {
            if (column.getKey().startsWith("tm_") && column.getValue().isTextual()) {
                column.setValue(
                        TextNode.valueOf(OffsetDateTime.parse(column.getValue().asText())
                                .toInstant()
                                .toString()));
            }
        });
        return row;
    }

    private static ObjectNode parse(String json) {
        return (ObjectNode) read(json);
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
