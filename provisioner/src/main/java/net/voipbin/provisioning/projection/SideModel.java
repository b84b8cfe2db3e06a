package net.voipbin.provisioning.projection;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * A read model in a schema of its own, beside the one that is served. Thread-safe.
 *
 * @param live connects to the read model that is served, as its owner
 * @param schema where the other one is; made and migrated by whoever has this
 */
public record SideModel(Jdbi live, String schema) {

    private static final String LOCK_TIMEOUT = "set local lock_timeout = '300ms'";

    /** Takes it away with all that is in it, if it is there; also what an earlier replacement has left behind. */
    public void drop() {
        live.useHandle(handle -> {
            handle.execute("drop schema if exists " + quoted(schema) + " cascade");
            handle.execute("drop schema if exists " + quoted(replaced()) + " cascade");
        });
    }

    /** Lets the planner know what is in the tables: they have not been looked at since they were empty. */
    public void analyze() {
        live.useHandle(handle ->
                tables(handle).forEach(table -> handle.execute("analyze " + quoted(schema) + "." + quoted(table))));
    }

    /** The last step before the replacement, while nobody writes the read model that is served. */
    public interface CatchUp {

        /** Brings the other read model as far as this, if it isn't further. */
        void to(Map<TopicPartition, Long> offsets);
    }

    /**
     * Puts the tables of this read model in the place of those that are served, in one transaction. Who reads meanwhile
     * gets the old rows or the new ones; who reads in several steps waits for no longer than the lock timeout, and is
     * never the one to fail. Projections wait, and go on with the new tables.
     *
     * @throws org.jdbi.v3.core.statement.UnableToExecuteStatementException if readers didn't let go of the tables in
     *     time; then nothing has changed, and it may be tried again
     */
    public void replaceLive(CatchUp catchUp) {
        live.useTransaction(handle -> {
            // Waits for the batches at work and keeps others out before they hold any lock.
            handle.execute("lock table projection_offsets in exclusive mode");
            catchUp.to(offsets(handle));
            keepProgress(handle);
            List<String> tables = tables(handle);
            String served = served(handle);
            // Shorter than PostgreSQL waits before it looks for a deadlock: the one that gives way is always this one.
            handle.execute(LOCK_TIMEOUT);
            handle.execute(tables.stream()
                    .map(table -> quoted(served) + "." + quoted(table))
                    .collect(Collectors.joining(", ", "lock table ", " in access exclusive mode")));
            handle.execute("create schema " + quoted(replaced()));
            for (String table : tables) {
                move(handle, served, table, replaced());
                move(handle, schema, table, served);
            }
        });
        drop();
    }

    /** Where the projections are. */
    public static Map<TopicPartition, Long> offsets(Handle handle) {
        return handle
                .createQuery(Sql.of("select_offsets"))
                .map((row, context) -> Map.entry(
                        new TopicPartition(row.getString("topic"), row.getInt("kafka_partition")),
                        row.getLong("next_offset")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * Of a customer whose last change has deleted resources, compaction leaves no event of that change, and who asks
     * with the change's result waits for its number.
     */
    private void keepProgress(Handle handle) {
        handle.execute("""
                insert into %s.customer_progress as kept (customer_id, change_seq, tm_last_change)
                select customer_id, change_seq, tm_last_change from customer_progress
                on conflict (customer_id) do update set
                    change_seq = excluded.change_seq,
                    tm_last_change = excluded.tm_last_change
                where kept.change_seq < excluded.change_seq""".formatted(quoted(schema)));
    }

    private static void move(Handle handle, String from, String table, String to) {
        handle.execute("alter table " + quoted(from) + "." + quoted(table) + " set schema " + quoted(to));
    }

    /** All but what the migration itself keeps. */
    private List<String> tables(Handle handle) {
        return handle.createQuery(Sql.of("select_tables"))
                .bind("schema", schema)
                .mapTo(String.class)
                .list();
    }

    private static String served(Handle handle) {
        return handle.createQuery("select current_schema()").mapTo(String.class).one();
    }

    private String replaced() {
        return schema + "_replaced";
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
