package net.voipbin.provisioning.sandbox.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import net.voipbin.provisioning.sandbox.benchmark.Report.Figure;
import net.voipbin.provisioning.sandbox.benchmark.Report.Goal;

/**
 * How long the rebuild of the read model takes, and the restore of the provisioner's local state once it is lost.
 *
 * @param upsertNew upserts of new rows per second in PostgreSQL alone, where that was measured
 */
record Recovery(Product product, Report report, Population customers, Optional<Figure> upsertNew) {

    private static final long RESTORE_PROBE = 1_000;

    /** Rebuild and restore fail when they take longer than this and ten times what is good for each row or customer. */
    private static final Duration START = Duration.ofSeconds(90);

    private static final Duration LONGEST_REBUILD_OF_A_ROW = Duration.ofNanos(600_000);
    private static final Duration LONGEST_RESTORE_OF_A_CUSTOMER = Duration.ofMillis(1);

    /** Rebuilds the read model, then kills the provisioner, deletes its state and starts it again. */
    void measure() throws IOException {
        long rows = rows();
        long begin = System.nanoTime();
        report.progress("Rebuilding the read model: " + rows + " rows");
        product.rebuild(START.plus(LONGEST_REBUILD_OF_A_ROW.multipliedBy(rows)));
        double perSecond = Throughput.since(begin, rows).perSecond();
        report.add("rebuild of the read model, rows", rows, "rows");
        upsertNew.ifPresentOrElse(
                limit -> report.add("rebuild of the read model", perSecond, Units.ROWS_PER_SECOND, limit),
                () -> report.add("rebuild of the read model", perSecond, Units.ROWS_PER_SECOND));
        report.add("rebuild of a million rows, at this speed", 1_000_000 / perSecond, "s", Goal.atMost(60));
        product.killProvisionerAndItsState();
        begin = System.nanoTime();
        report.progress("Restoring the local state");
        product.startProvisioner(START.plus(LONGEST_RESTORE_OF_A_CUSTOMER.multipliedBy(customers.size())));
        report.add("restore of the lost local state, until ready", seconds(begin), "s");
        CommandRun.unmeasured(product, RESTORE_PROBE, customers.updates());
        report.add("restore of the lost local state, until 1,000 commands more are shown", seconds(begin), "s");
        report.add("local state restored", Footprint.mebibytes(product.stateDirectory()), Units.MEBIBYTES);
    }

    private long rows() {
        return product.database()
                .withHandle(handle -> handle.createQuery(
                                "select sum(rows) from (select count(*) as rows from customers union all select count(*) from"
                                        + " agents union all select count(*) from billing_accounts union all select count(*)"
                                        + " from tags union all select count(*) from command_results union all select"
                                        + " count(*) from customer_progress union all select count(*) from credentials) t")
                        .mapTo(Long.class)
                        .one());
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
