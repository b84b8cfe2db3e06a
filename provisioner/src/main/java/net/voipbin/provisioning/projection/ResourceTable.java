package net.voipbin.provisioning.projection;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one type of resource, as its record in the contract has them; an older version never overwrites a newer
 * one. Immutable.
 *
 * @param keepsDeleted whether a deleted resource keeps its row
 */
record ResourceTable(String name, List<Column> columns, boolean keepsDeleted, int deletedAt, String upsert) {

    private static final String ARRAY = "[]";

    /**
     * One column.
     *
     * @param type as PostgreSQL names it
     * @param value of a resource: what is bound, or a list of texts for an array
     */
    record Column(String name, String type, boolean nullable, Function<IndexedRecord, @Nullable Object> value) {}

    /** Of the resources in the field with the name. */
    static ResourceTable of(String field, Schema record) {
        String name = field + "s";
        List<Column> columns = Columns.of(record);
        // What has no owner is the owner: its end stays on record.
        boolean keepsDeleted = record.getField("customer_id") == null;
        return new ResourceTable(
                name, columns, keepsDeleted, record.getField("tm_delete").pos(), upsert(name, columns));
    }

    boolean isGone(IndexedRecord resource) {
        return !keepsDeleted && resource.get(deletedAt) != null;
    }

    void upsert(Handle handle, Collection<IndexedRecord> resources) {
        if (resources.isEmpty()) {
            return;
        }
        PreparedBatch rows = handle.prepareBatch(upsert);
        for (IndexedRecord resource : resources) {
            columns.forEach(column -> bind(rows, column, column.value().apply(resource)));
            rows.add();
        }
        rows.execute();
    }

    /** An id is never given twice, so that no version needs to be looked at. */
    void delete(Handle handle, Collection<UUID> ids) {
        if (!ids.isEmpty()) {
            handle.createUpdate("delete from " + name + " where id = any(:ids)")
                    .bindArray("ids", UUID.class, ids)
                    .execute();
        }
    }

    private static void bind(PreparedBatch rows, Column column, @Nullable Object value) {
        if (value instanceof List<?> list) {
            Object[] elements = Columns.elements(column.type(), list);
            rows.bindArray(column.name(), elements.getClass().getComponentType(), elements);
        } else {
            rows.bind(column.name(), value);
        }
    }

    private static String upsert(String table, List<Column> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", ", "insert into " + table + " (", ")"))
                + columns.stream().map(ResourceTable::parameter).collect(Collectors.joining(", ", " values (", ")"))
                + columns.stream()
                        .map(Column::name)
                        .filter(column -> !column.equals("id"))
                        .map(column -> column + " = excluded." + column)
                        .collect(Collectors.joining(", ", " on conflict (id) do update set ", ""))
                + " where " + table + ".version < excluded.version";
    }

    /** A parameter that is null has no type of its own, and JSON comes as text. */
    private static String parameter(Column column) {
        return column.type().endsWith(ARRAY)
                ? ":" + column.name()
                : "cast(:" + column.name() + " as " + column.type() + ")";
    }
}
