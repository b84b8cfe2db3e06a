package net.voipbin.provisioning.projection;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one type of resource, as its record in the contract has them; an older version never overwrites a newer
 * one. Immutable.
 *
 * @param keepsDeleted whether a deleted resource keeps its row
 */
record ResourceTable(String name, List<Column> columns, boolean keepsDeleted, int deletedAt, String upsert) {

    /**
     * One column.
     *
     * @param type as PostgreSQL names it
     * @param value of a resource: what is written, or a list of texts for an array
     */
    record Column(String name, String type, boolean nullable, Function<IndexedRecord, @Nullable Object> value) {}

    /** Makes the table for the resources in the field of that name in the contract's union. */
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

    /** Writes the resources, each given at most once. */
    void upsert(Handle handle, Collection<IndexedRecord> resources) {
        ManyRows rows = new ManyRows();
        for (IndexedRecord resource : resources) {
            columns.forEach(column -> rows.with(column.name(), column.value().apply(resource)));
        }
        rows.write(handle, upsert);
    }

    /** Deletes the rows with these ids, of whatever version: no id is given twice. */
    void delete(Handle handle, Collection<UUID> ids) {
        if (!ids.isEmpty()) {
            handle.createUpdate("delete from " + name + " where id = any(:ids)")
                    .bindArray("ids", UUID.class, ids)
                    .execute();
        }
    }

    private static String upsert(String table, List<Column> columns) {
        String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        return "insert into " + table + " (" + names + ")"
                + columns.stream()
                        .map(column -> "cast(given." + column.name() + " as " + column.type() + ")")
                        .collect(Collectors.joining(", ", " select ", ""))
                + columns.stream()
                        .map(column -> ":" + column.name())
                        .collect(Collectors.joining(", ", " from unnest(", ")"))
                + " as given (" + names + ")"
                + columns.stream()
                        .map(Column::name)
                        .filter(column -> !column.equals("id"))
                        .map(column -> column + " = excluded." + column)
                        .collect(Collectors.joining(", ", " on conflict (id) do update set ", ""))
                + " where " + table + ".version < excluded.version";
    }
}
