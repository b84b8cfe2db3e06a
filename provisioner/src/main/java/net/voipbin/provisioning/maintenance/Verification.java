package net.voipbin.provisioning.maintenance;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import net.voipbin.provisioning.configuration.ProvisionerSettings;
import net.voipbin.provisioning.projection.Comparison;
import net.voipbin.provisioning.projection.ReadModelSnapshot;
import net.voipbin.provisioning.projection.SideModel;
import net.voipbin.provisioning.projection.StateComparison;
import net.voipbin.provisioning.projection.StateTables;
import net.voipbin.provisioning.vocabulary.ResultRetention;

/** Compares, on a running system, the read model that is served with the fold of the topics. Nothing waits for it. */
public record Verification(ProvisionerSettings settings, Clock clock) {

    private static final String PURPOSE = "verify";
    private static final String STATE_PURPOSE = "verify_state";
    private static final int MAX_ROUNDS = 20;
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(2);

    /** The age of results up to which both sides have them, whatever the clocks of the brokers show. */
    private static final Duration RESULTS_COMPARED = ResultRetention.TIME.minusHours(2);

    /**
     * The result of a verification.
     *
     * @param readModel compares the read model with the topics, one for each table
     * @param state compares the topics with the deciding state, one for each table
     * @param unreadable how many records of the topics could not be read and were passed over
     */
    public record Report(List<Comparison> readModel, List<Comparison> state, long unreadable) {

        public Report {
            readModel = List.copyOf(readModel);
            state = List.copyOf(state);
        }

        /** Prints one line for each table, and the keys of rows that differ. */
        public void print(PrintStream out) {
            out.println("Read model and topics");
            readModel.forEach(comparison -> print(comparison, out));
            out.println("Topics and state");
            state.forEach(comparison -> print(comparison, out));
            if (unreadable > 0) {
                out.printf("%,d records of the topics could not be read and were passed over%n", unreadable);
            }
        }

        private static void print(Comparison comparison, PrintStream out) {
            out.printf(
                    "  %-18s %,12d rows  %s%n",
                    comparison.table(),
                    comparison.rows(),
                    comparison.differences() == 0 ? "equal" : "%,d differ".formatted(comparison.differences()));
            comparison.examples().forEach(difference -> out.printf("    %s%n", difference.key()));
        }

        /** The comparisons that have found differences. */
        public List<Comparison> differing() {
            return Stream.concat(readModel.stream(), state.stream())
                    .filter(comparison -> comparison.differences() > 0)
                    .toList();
        }
    }

    /**
     * Folds the topics to where the read model is, and compares; then folds them to their end, and compares with the
     * deciding state.
     *
     * @throws IllegalStateException if the topics can't be folded up to there, or rows change so often that they can't
     *     be compared
     */
    public Report run() {
        try (MaintenanceLock lock = new MaintenanceLock(settings.database());
                SideSchema schema = new SideSchema(settings.database(), PURPOSE);
                SideBuild build = new SideBuild(settings, schema, clock)) {
            // Most of it before the snapshot, which keeps the database from cleaning up.
            build.upTo(schema.live().withHandle(SideModel::offsets));
            schema.index();
            build.cleanUp();
            lock.require();
            List<Comparison> readModel;
            try (ReadModelSnapshot snapshot = new ReadModelSnapshot(schema.live())) {
                Instant since = clock.instant().minus(RESULTS_COMPARED);
                build.upTo(snapshot.offsets());
                build.cleanUp();
                readModel = snapshot.compareWith(build.folded(), since);
            }
            return new Report(readModel, compareState(build), build.unreadable());
        }
    }

    private List<Comparison> compareState(SideBuild build) {
        try (SideSchema schema = new SideSchema(settings.database(), STATE_PURPOSE);
                StateCopy state = new StateCopy(settings, new StateTables(schema.side()), clock)) {
            state.toEnd();
            bringUp(build, state);
            StateComparison comparison = new StateComparison(build.folded(), schema.side());
            return comparison.all().stream()
                    .map(found -> settled(found, comparison, build, state))
                    .toList();
        }
    }

    /**
     * Compares again until only lasting differences are left. Both sides move on while they are read: what differs because one
     * was read later than the other doesn't differ in the same way after both were read to their ends again.
     */
    private Comparison settled(Comparison found, StateComparison comparison, SideBuild build, StateCopy state) {
        Comparison before = found;
        for (int round = 0; round < MAX_ROUNDS && before.differences() > 0; round++) {
            // A commit shows on one broker before another.
            LockSupport.parkNanos(BETWEEN_ROUNDS.toNanos());
            bringUp(build, state);
            Comparison after = comparison.again(before);
            List<Comparison.Difference> lasting = after.examples().stream()
                    .filter(Set.copyOf(before.examples())::contains)
                    .toList();
            if (!lasting.isEmpty()) {
                long count = after.complete() ? lasting.size() : after.differences();
                return new Comparison(found.table(), found.rows(), count, lasting);
            }
            before = after;
        }
        if (before.differences() > 0) {
            throw new IllegalStateException("The rows of " + found.table() + " change too often to be compared");
        }
        return new Comparison(found.table(), found.rows(), 0, List.of());
    }

    /** Reads both on to their ends, the events first: what they have, the state then has too. */
    private static void bringUp(SideBuild build, StateCopy state) {
        build.toEnds();
        state.toEnd();
    }
}
