package net.voipbin.provisioning.projection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * The read model that is served, as it was at one instant, whatever is written meanwhile. Keeps PostgreSQL from
 * cleaning up what has changed since. Not thread-safe.
 */
public final class ReadModelSnapshot implements AutoCloseable {

    private final Handle handle;
    private final Map<TopicPartition, Long> offsets;

    public ReadModelSnapshot(Jdbi live) {
        handle = live.open();
        handle.setReadOnly(true);
        handle.setTransactionIsolationLevel(TransactionIsolationLevel.REPEATABLE_READ);
        handle.begin();
        offsets = SideModel.offsets(handle);
    }

    /** Up to where the topics are in it. */
    public Map<TopicPartition, Long> offsets() {
        return Map.copyOf(offsets);
    }

    /**
     * Compares every table with another read model's that is exactly as far.
     *
     * @param since results that were decided earlier are left out: they may have been cleaned up on one side only
     */
    public List<Comparison> compareWith(Jdbi other, Instant since) {
        return other.inTransaction(right -> {
            List<Comparison> comparisons = new ArrayList<>();
            for (ResourceTable table : ResourceTables.all()) {
                comparisons.add(compare(table.name(), right, byKey(table.name(), "id"), String::equals));
            }
            comparisons.add(
                    compare("credentials", right, byKey("credentials", "customer_id", "resource_id"), String::equals));
            comparisons.add(compare("command_results", right, results(since), String::equals));
            comparisons.add(compare("erasures", right, numbers("erasures"), String::equals));
            // Compaction takes the events of a change that has deleted resources: the fold may tell of an earlier one.
            comparisons.add(compare(
                    "customer_progress",
                    right,
                    numbers("customer_progress"),
                    (live, folded) -> Long.parseLong(live) >= Long.parseLong(folded)));
            return comparisons;
        });
    }

    @Override
    public void close() {
        handle.rollback();
        handle.close();
    }

    private Comparison compare(String table, Handle right, String sql, Comparison.Match match) {
        return Comparison.of(table, new Comparison.Side(handle, sql), new Comparison.Side(right, sql), match);
    }

    /** Of rows that may be large no more than a hash is held. */
    private static String byKey(String table, String... key) {
        return "select " + String.join("::text || ", key)
                + "::text, encode(sha256(convert_to(t::text, 'UTF8')), 'hex') from " + table + " t order by "
                + String.join(", ", key);
    }

    private static String numbers(String table) {
        return "select customer_id::text, change_seq::text from " + table + " order by customer_id";
    }

    /** What is being erased at the moment is compared by its key alone. */
    private static String results(Instant since) {
        return """
                select
                    command_id::text || customer_id::text,
                    case
                        when not exists (select 1 from erasures e where e.customer_id = t.customer_id and not e.completed)
                        then encode(sha256(convert_to(t::text, 'UTF8')), 'hex')
                    end
                from command_results t
                where tm_decided >= '%s'
                order by command_id, customer_id""".formatted(since);
    }
}
