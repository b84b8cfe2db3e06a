package net.voipbin.provisioning.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import net.voipbin.provisioning.contract.CustomerMetadata;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.ResourceEvent;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The oracle of the read model: its rows are the latest state of each resource in the events, and nothing else. */
record ReadModelAgainstEvents(Jdbi database) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TABLES = List.of("customers", "agents", "billing_accounts");

    /** What differs, column by column. */
    List<String> flaws(List<ResourceEvent> events) {
        Map<String, Map<String, String>> folded = new TreeMap<>();
        Map<UUID, Long> progress = new HashMap<>();
        for (ResourceEvent event : events) {
            folded.putAll(row(event.getResource()));
            progress.merge(event.getCustomerId(), event.getChangeSeq(), Math::max);
        }
        Map<String, Map<String, String>> stored = rows();
        List<String> flaws = new ArrayList<>();
        folded.forEach((resource, columns) -> {
            Map<String, String> row = stored.get(resource);
            if (row == null) {
                flaws.add(resource + " is missing");
            } else if (!row.equals(columns)) {
                flaws.add(resource + " is " + row + " and should be " + columns);
            }
        });
        stored.keySet().stream()
                .filter(resource -> !folded.containsKey(resource))
                .forEach(resource -> flaws.add(resource + " has no event"));
        Map<UUID, Long> storedProgress = database.withHandle(handle -> handle.createQuery(
                        "select customer_id, change_seq from customer_progress")
                .reduceRows(new HashMap<UUID, Long>(), (all, row) -> {
                    all.put(row.getColumn("customer_id", UUID.class), row.getColumn("change_seq", Long.class));
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
    List<UUID> incompleteCustomers() {
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

    private Map<String, Map<String, String>> rows() {
        Map<String, Map<String, String>> rows = new HashMap<>();
        for (String table : TABLES) {
            database.useHandle(handle -> handle.createQuery("select to_jsonb(t)::text from " + table + " t")
                    .mapTo(String.class)
                    .forEach(text -> {
                        Map<String, String> columns = new TreeMap<>();
                        parse(text)
                                .properties()
                                .forEach(column -> columns.put(column.getKey(), text(column.getValue())));
                        rows.put(table + " " + columns.get("id"), columns);
                    }));
        }
        return rows;
    }

    private static Map<String, Map<String, String>> row(Resource resource) {
        if (resource.getCustomer() != null) {
            return Map.of("customers " + resource.getCustomer().getId(), columns(resource.getCustomer()));
        }
        if (resource.getAgent() != null) {
            return Map.of("agents " + resource.getAgent().getId(), columns(resource.getAgent()));
        }
        return Map.of(
                "billing_accounts " + resource.getBillingAccount().getId(), columns(resource.getBillingAccount()));
    }

    private static Map<String, String> columns(SpecificRecord resource) {
        Map<String, String> columns = new TreeMap<>();
        for (Schema.Field field : resource.getSchema().getFields()) {
            Object value = resource.get(field.pos());
            if (value instanceof CustomerMetadata metadata) {
                columns.put("rtp_debug", Boolean.toString(metadata.getRtpDebug()));
            } else {
                columns.put(field.name(), text(field, value));
            }
        }
        return columns;
    }

    private static String text(Schema.Field field, @Nullable Object value) {
        if (value == null) {
            return field.name().startsWith("tm_") ? "null" : "";
        }
        return switch (value) {
            case Instant time -> time.toString();
            case List<?> list -> list.stream().map(Object::toString).toList().toString();
            default -> value.toString().equals("credit_card") ? "credit card" : value.toString();
        };
    }

    private static String text(JsonNode value) {
        if (value.isArray()) {
            List<String> elements = new ArrayList<>();
            value.forEach(element -> elements.add(element.isTextual() ? element.asText() : element.toString()));
            return elements.toString();
        }
        String text = value.asText();
        return text.matches("\\d{4}-\\d\\d-\\d\\dT.*[+-]\\d\\d:\\d\\d")
                ? Objects.toString(OffsetDateTime.parse(text).toInstant())
                : text;
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
