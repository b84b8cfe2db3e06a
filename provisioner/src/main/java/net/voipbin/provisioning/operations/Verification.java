package net.voipbin.provisioning.operations;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.voipbin.provisioning.projection.Comparison;
import net.voipbin.provisioning.projection.ReadModelSnapshot;
import net.voipbin.provisioning.projection.SideModel;

/** Proves on a running system that what is served equals the fold of the topics. Nothing waits for it. */
public record Verification(ProvisionerSettings settings, Clock clock) {

    private static final String PURPOSE = "verify";

    /** Younger results than these are on both sides, whatever the clocks of the brokers show. */
    private static final Duration RESULTS_COMPARED = Duration.ofDays(8).minusHours(2);

    /**
     * What was found.
     *
     * @param unreadable how many records of the topics could not be read and were passed over
     */
    public record Report(List<Comparison> comparisons, long unreadable) {

        public Report {
            comparisons = List.copyOf(comparisons);
        }

        /** One line for each table, and where there are differences, of which rows. */
        public void print(PrintStream out) {
            comparisons.forEach(comparison -> {
                out.printf(
                        "%-18s %,12d rows  %s%n",
                        comparison.table(),
                        comparison.rows(),
                        comparison.differences() == 0 ? "equal" : "%,d differ".formatted(comparison.differences()));
                comparison.examples().forEach(key -> out.printf("  %s%n", key));
            });
            if (unreadable > 0) {
                out.printf("%,d records of the topics could not be read and were passed over%n", unreadable);
            }
        }

        /**
         * Of the table.
         *
         * @throws java.util.NoSuchElementException if it wasn't compared
         */
        public Comparison of(String table) {
            return comparisons.stream()
                    .filter(comparison -> comparison.table().equals(table))
                    .findFirst()
                    .orElseThrow();
        }

        /** What is not equal. */
        public List<Comparison> differing() {
            return comparisons.stream()
                    .filter(comparison -> comparison.differences() > 0)
                    .toList();
        }
    }

    /**
     * Folds the topics to where the read model is, and compares.
     *
     * @throws IllegalStateException if the topics can't be folded up to there
     */
    public Report run() {
        Instant since = clock.instant().minus(RESULTS_COMPARED);
        try (SideBuild build = new SideBuild(settings, PURPOSE, clock)) {
            // Most of it before the snapshot, which keeps the database from cleaning up.
            build.upTo(build.live().withHandle(SideModel::offsets));
            try (ReadModelSnapshot snapshot = new ReadModelSnapshot(build.live())) {
                build.upTo(snapshot.offsets());
                build.cleanUp();
                return new Report(snapshot.compareWith(build.side(), since), build.unreadable());
            }
        }
    }
}
