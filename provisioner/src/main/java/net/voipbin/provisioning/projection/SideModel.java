package net.voipbin.provisioning.projection;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.generic.GenericType;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * A read model in a schema of its own, beside the one that is served. Thread-safe.
 *
 * @param live connects to the read model that is served, as its owner
 * @param schema where the other one is; made and migrated by whoever has this
 */
public record SideModel(Jdbi live, String schema) {

    /**
     * Limits the wait for locks: less than PostgreSQL waits before it looks for a deadlock, and than any reader waits.
     */
    private static final String SHORT = "set local statement_timeout = '300ms'";

    private static final String LONG = "set local statement_timeout = '60s'";
    private static final String QUERY_CANCELED = "57014";
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** Occurs since transactions that empty results take locks in another order. */
    private static final String DEADLOCK_DETECTED = "40P01";

    private static final Set<String> HELD = Set.of(QUERY_CANCELED, LOCK_NOT_AVAILABLE, DEADLOCK_DETECTED);

    /** Thrown when readers held the tables for too long; nothing has changed. */
    public static final class TablesHeldException extends RuntimeException {

        TablesHeldException(Throwable cause) {
            super("readers hold the tables", cause);
        }
    }

    /** Drops the schema with all that is in it, if it exists, and what an earlier replacement has left behind. */
    public void drop() {
        live.useHandle(handle -> {
            handle.execute("drop schema if exists " + quoted(schema) + " cascade");
            handle.execute("drop schema if exists " + quoted(replaced()) + " cascade");
        });
    }

    /**
     * Drops the indexes that make no row unique: rows are written faster without them.
     *
     * @return the statements that create them again
     */
    public List<String> dropIndexes() {
        return live.inTransaction(handle -> {
            Map<String, String> definitions = handle.createQuery(Sql.named(SideModel.class, "select_indexes"))
                    .bind("schema", schema)
                    .setMapKeyColumn("name")
                    .setMapValueColumn("definition")
                    .collectInto(new GenericType<Map<String, String>>() {});
            definitions.keySet().forEach(index -> handle.execute("drop index " + quoted(schema) + "." + quoted(index)));
            return List.copyOf(definitions.values());
        });
    }

    /** Creates the indexes that {@link #dropIndexes} has dropped. */
    public void createIndexes(List<String> statements) {
        live.useHandle(handle -> statements.forEach(handle::execute));
    }

    /** Updates the planner's statistics, which are those of empty tables. */
    public void analyze() {
        live.useHandle(handle ->
                tables(handle).forEach(table -> handle.execute("analyze " + quoted(schema) + "." + quoted(table))));
    }

    /** Runs just before the replacement, while nobody writes the read model that is served. */
    public interface CatchUp {

        /** Folds the other read model up to these offsets, if it isn't further. */
        void to(Map<TopicPartition, Long> offsets);
    }

    /**
     * Copies how far each customer is from the served read model, where the fold is behind. Of a customer whose last change has deleted
     * resources, compaction leaves no event of that change, and who asks with the change's result waits for its number.
     */
    public void keepProgress() {
        live.useHandle(handle -> handle.execute("""
                insert into %1$s.customer_progress as kept (customer_id, change_seq, tm_last_change)
                select served.customer_id, served.change_seq, served.tm_last_change
                from customer_progress served
                left join %1$s.customer_progress folded using (customer_id)
                where folded.change_seq is null or folded.change_seq < served.change_seq
                on conflict (customer_id) do update set
                    change_seq = excluded.change_seq,
                    tm_last_change = excluded.tm_last_change
                where kept.change_seq < excluded.change_seq""".formatted(quoted(schema))));
    }

    /**
     * Puts the tables of this read model in the place of those that are served, in one transaction. Who reads meanwhile
     * gets the old rows or the new ones, and is never the one to fail: where readers hold the tables, this gives way.
     * Projections wait, and go on with the new tables. What was served stays until {@link #drop}.
     *
     * @throws TablesHeldException if readers didn't let go of the tables in time; it may be tried again
     * @throws IllegalStateException if the served tables are of another version by now
     */
    public void replaceLive(CatchUp catchUp) {
        live.useTransaction(handle -> {
            List<String> tables = tables(handle);
            String served = served(handle);
            String all = tables.stream()
                    .map(table -> quoted(served) + "." + quoted(table))
                    .collect(Collectors.joining(", "));
            // Waits for the batches at work, and keeps others out before they hold any lock.
            lock(handle, LONG, "lock table projection_offsets in exclusive mode");
            // Waits long enough for PostgreSQL to send a vacuum away; readers don't notice.
            lock(handle, LONG, "lock table " + all + " in share row exclusive mode");
            requireSameVersion(handle, served);
            catchUp.to(offsets(handle));
            lock(handle, SHORT, "lock table " + all + " in access exclusive mode");
            handle.execute(LONG);
            handle.execute("create schema " + quoted(replaced()));
            for (String table : tables) {
                move(handle, served, table, replaced());
                move(handle, schema, table, served);
            }
        });
    }

    private static void lock(Handle handle, String timeout, String statement) {
        handle.execute(timeout);
        try {
            handle.execute(statement);
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof SQLException cause && HELD.contains(cause.getSQLState())) {
                throw new TablesHeldException(e);
            }
            throw e;
        }
    }

    /** Fails if the served read model was migrated meanwhile: the replacement would undo that. */
    private void requireSameVersion(Handle handle, String served) {
        handle.execute("lock table " + quoted(served) + ".flyway_schema_history in share mode");
        boolean same = handle.createQuery("""
                        select not exists (
                            (select version, checksum from %1$s.flyway_schema_history where version is not null
                             except select version, checksum from %2$s.flyway_schema_history)
                            union all
                            (select version, checksum from %2$s.flyway_schema_history where version is not null
                             except select version, checksum from %1$s.flyway_schema_history))""".formatted(quoted(served), quoted(schema)))
                .mapTo(Boolean.class)
                .one();
        if (!same) {
            throw new IllegalStateException("The read model that is served was migrated to another version");
        }
    }

    /** The next offset of each partition in the read model. */
    public static Map<TopicPartition, Long> offsets(Handle handle) {
        return handle
                .createQuery(Sql.named(SideModel.class, "select_offsets"))
                .map((row, context) -> Map.entry(
                        new TopicPartition(row.getString("topic"), row.getInt("kafka_partition")),
                        row.getLong("next_offset")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static void move(Handle handle, String from, String table, String to) {
        handle.execute("alter table " + quoted(from) + "." + quoted(table) + " set schema " + quoted(to));
    }

    /** The names of the schema's tables, but for the migration's own. */
    private List<String> tables(Handle handle) {
        return handle.createQuery(Sql.named(SideModel.class, "select_tables"))
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
