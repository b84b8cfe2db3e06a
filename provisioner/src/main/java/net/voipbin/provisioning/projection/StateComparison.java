package net.voipbin.provisioning.projection;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/**
 * Compares the fold of the events with a copy of the deciding state that was read after it, and so may be further.
 * Thread-safe.
 */
public record StateComparison(Jdbi folded, Jdbi state) {

    private static final String PROGRESS = "customer_progress";

    /** Compares all rows of all tables. */
    public List<Comparison> all() {
        return Stream.concat(ResourceTables.all().stream().map(ResourceTable::name), Stream.of(PROGRESS))
                .map(this::whole)
                .toList();
    }

    /** Compares only those rows that differed before, where all of them are known; otherwise the whole table. */
    public Comparison again(Comparison before) {
        if (before.table().equals(PROGRESS) || !before.complete()) {
            return whole(before.table());
        }
        // UUIDs as PostgreSQL has written them.
        String sql = before.examples().stream()
                .map(Comparison.Difference::key)
                .collect(Collectors.joining(
                        "', '", Rows.of(before.table(), "id") + " where id in ('", "') order by id"));
        return compare(before.table(), sql, Rows.EQUAL);
    }

    private Comparison whole(String table) {
        // Compaction takes the events of a change that has deleted resources: the fold may know an earlier one.
        return table.equals(PROGRESS)
                ? compare(table, Rows.numbers(table), Rows.NOT_FURTHER)
                : compare(table, Rows.byKey(table, "id"), Rows.EQUAL);
    }

    private Comparison compare(String table, String sql, Comparison.Match match) {
        return folded.inTransaction(left -> state.inTransaction(
                right -> Comparison.of(table, new Comparison.Side(left, sql), new Comparison.Side(right, sql), match)));
    }
}
