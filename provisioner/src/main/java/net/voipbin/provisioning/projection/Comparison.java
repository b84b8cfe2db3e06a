package net.voipbin.provisioning.projection;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;
import org.jspecify.annotations.Nullable;

/**
 * Compares rows that two connections see, in the order of their keys; holds no more than a page of each.
 *
 * @param table what is compared, as a report names it
 * @param rows how many the first has
 * @param differences how many keys are missing on one side, or have another row there
 * @param examples the first thousand of them
 */
public record Comparison(String table, long rows, long differences, List<Difference> examples) {

    private static final int PAGE = 2_000;
    private static final int MAX_EXAMPLES = 1_000;

    public Comparison {
        examples = List.copyOf(examples);
    }

    /**
     * One side of a comparison: a statement that selects a key, as text that sorts as its rows do, and what is
     * compared.
     */
    record Side(Handle handle, String sql) {}

    /** Decides whether what two rows of one key hold is consistent. */
    interface Match {
        boolean test(String left, String right);
    }

    /**
     * @param key of UUIDs only, in the order of their text
     * @param row null where it is not known at the moment: then only the key counts
     */
    private record Row(String key, @Nullable String row) {

        String shown() {
            return row == null ? "" : row;
        }
    }

    /**
     * A key, and the row that each side has for it; empty where it has none. Of rows that may hold personal data only hashes
     * are held.
     */
    public record Difference(String key, Optional<String> left, Optional<String> right) {}

    /** Whether the examples are all there are. */
    public boolean complete() {
        return differences == examples.size();
    }

    static Comparison of(String table, Side left, Side right, Match match) {
        try (ResultIterator<Row> lefts = open(left);
                ResultIterator<Row> rights = open(right)) {
            return merge(table, lefts, rights, match);
        }
    }

    private static Comparison merge(String table, Iterator<Row> lefts, Iterator<Row> rights, Match match) {
        long rows = 0;
        long differences = 0;
        List<Difference> examples = new ArrayList<>();
        Optional<Row> left = next(lefts);
        Optional<Row> right = next(rights);
        while (left.isPresent() || right.isPresent()) {
            int order = order(left, right);
            rows += order <= 0 ? 1 : 0;
            if (order != 0 || !consistent(left.get(), right.get(), match)) {
                differences++;
                if (examples.size() < MAX_EXAMPLES) {
                    examples.add(new Difference(
                            (order <= 0 ? left : right).get().key(),
                            order <= 0 ? left.map(Row::shown) : Optional.empty(),
                            order >= 0 ? right.map(Row::shown) : Optional.empty()));
                }
            }
            left = order <= 0 ? next(lefts) : left;
            right = order >= 0 ? next(rights) : right;
        }
        return new Comparison(table, rows, differences, examples);
    }

    private static int order(Optional<Row> left, Optional<Row> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return left.isPresent() ? -1 : 1;
        }
        return left.get().key().compareTo(right.get().key());
    }

    private static boolean consistent(Row left, Row right, Match match) {
        return left.row() == null || right.row() == null || match.test(left.row(), right.row());
    }

    private static ResultIterator<Row> open(Side side) {
        return side.handle()
                .createQuery(side.sql())
                .setFetchSize(PAGE)
                .map((row, context) -> new Row(row.getString(1), row.getString(2)))
                .iterator();
    }

    private static Optional<Row> next(Iterator<Row> rows) {
        return rows.hasNext() ? Optional.of(rows.next()) : Optional.empty();
    }
}
