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

    /** The next offset of each partition in the snapshot. */
    public Map<TopicPartition, Long> offsets() {
        return Map.copyOf(offsets);
    }

    /**
     * Compares every table with that of another read model which is exactly as far.
     *
     * @param since results that were decided earlier are left out: they may have been cleaned up on one side only
     */
    public List<Comparison> compareWith(Jdbi other, Instant since) {
        return other.inTransaction(right -> {
            List<Comparison> comparisons = new ArrayList<>();
            for (ResourceTable table : ResourceTables.all()) {
                comparisons.add(compare(table.name(), right, Rows.byKey(table.name(), "id"), Rows.EQUAL));
            }
            comparisons.add(
                    compare("credentials", right, Rows.byKey("credentials", "customer_id", "resource_id"), Rows.EQUAL));
            comparisons.add(compare("command_results", right, Rows.results(since), Rows.EQUAL));
            comparisons.add(compare("erasures", right, Rows.numbers("erasures"), Rows.EQUAL));
            // Compaction takes the events of a change that has deleted resources: the fold may know an earlier one.
            comparisons.add(compare(
                    "customer_progress",
                    right,
                    Rows.numbers("customer_progress"),
                    (live, folded) -> Rows.NOT_FURTHER.test(folded, live)));
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
}
