package net.voipbin.provisioning.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Compares the fold of the events with a copy of the deciding state that was read after it, and so may be further.
 * Thread-safe.
 */
public record StateComparison(Jdbi folded, Jdbi state) {

    private static final String PROGRESS = "customer_progress";

    /** Of all rows. */
    public List<Comparison> all() {
        return folded.inTransaction(left -> state.inTransaction(right -> {
            List<Comparison> comparisons = new ArrayList<>();
            for (ResourceTable table : ResourceTables.all()) {
                comparisons.add(compare(table.name(), left, right, Rows.byKey(table.name(), "id")));
            }
            // Compaction takes the events of a change that has deleted resources: the fold may tell of an earlier one.
            String progress = Rows.numbers(PROGRESS);
            comparisons.add(Comparison.of(
                    PROGRESS,
                    new Comparison.Side(left, progress),
                    new Comparison.Side(right, progress),
                    Rows.NOT_FURTHER));
            return comparisons;
        }));
    }

    /** Of those rows alone that differed before. */
    public Comparison again(Comparison before) {
        if (before.table().equals(PROGRESS) || !before.complete()) {
            return all().stream()
                    .filter(comparison -> comparison.table().equals(before.table()))
                    .findFirst()
                    .orElseThrow();
        }
        // UUIDs as PostgreSQL has written them.
        String sql = before.examples().stream()
                .map(Comparison.Difference::key)
                .collect(Collectors.joining(
                        "', '", Rows.of(before.table(), "id") + " where id in ('", "') order by id"));
        return folded.inTransaction(left -> state.inTransaction(right -> compare(before.table(), left, right, sql)));
    }

    private static Comparison compare(String table, Handle left, Handle right, String sql) {
        return Comparison.of(table, new Comparison.Side(left, sql), new Comparison.Side(right, sql), Rows.EQUAL);
    }
}
