package net.voipbin.provisioning.sandbox.benchmark;

import java.time.Duration;
import net.voipbin.provisioning.sandbox.benchmark.Report.Figure;

/**
 * What PostgreSQL alone can do on this machine, with rows of the sizes that the product writes and while the product
 * stands still; and the birth of a customer in one transaction, which would be built in the product's place.
 *
 * @param product asked only for its PostgreSQL
 */
record PostgresLimits(Product product, Report report) {

    static final Duration FIRST_BIRTHS = Duration.ofSeconds(1);
    static final Duration ROWS_WARM_UP = Duration.ofSeconds(2);

    private static final Duration BIRTHS = Duration.ofSeconds(3);
    private static final Duration ROWS_MEASURED = Duration.ofSeconds(3);

    /**
     * The figures with which the product's are compared.
     *
     * @param birth a customer's birth in one durable transaction, with the best number of connections
     * @param upsertNew upserts of rows that don't exist yet
     * @param read reads of a customer by its id
     */
    record Measured(Figure birth, Figure upsertNew, Figure read) {}

    /** Measures births, then rows of the read model. */
    Measured measure(RecordSizes sizes) {
        PostgresBirth.Measured births = new PostgresBirth(product.postgres(), sizes).measure(FIRST_BIRTHS, BIRTHS);
        births.durable().forEach(tried -> birth(tried, ""));
        PostgresBirth.Tried best = PostgresBirth.best(births.durable());
        Figure birth = report.add(
                "instead: birth in PostgreSQL, at its best", best.births().perSecond(), Units.COMMANDS_PER_SECOND);
        births.notDurable().forEach(tried -> birth(tried, ", not durable"));
        try (PostgresBulk bulk = PostgresBulk.open(product.postgres())) {
            report.add(
                    "limit: COPY of new rows",
                    bulk.copy(ROWS_WARM_UP, ROWS_MEASURED).perSecond(),
                    Units.ROWS_PER_SECOND);
            Figure upsertNew = report.add(
                    "limit: upsert of new rows",
                    bulk.upsertNew(ROWS_WARM_UP, ROWS_MEASURED).perSecond(),
                    Units.ROWS_PER_SECOND);
            report.add(
                    "limit: upsert of existing rows",
                    bulk.upsertExisting(ROWS_WARM_UP, ROWS_MEASURED).perSecond(),
                    Units.ROWS_PER_SECOND);
            Figure read = report.add(
                    "limit: customer by id through JDBI",
                    bulk.read(ROWS_WARM_UP, ROWS_MEASURED).perSecond(),
                    Units.REQUESTS_PER_SECOND);
            return new Measured(birth, upsertNew, read);
        }
    }

    private void birth(PostgresBirth.Tried tried, String how) {
        report.add(
                "instead: birth in PostgreSQL, " + tried.connections() + " connections" + how,
                tried.births().perSecond(),
                Units.COMMANDS_PER_SECOND);
    }
}
