package net.voipbin.provisioning.sandbox.benchmark;

import java.util.Optional;
import net.voipbin.provisioning.sandbox.benchmark.Report.Figure;

/**
 * The limits that the product's figures are compared with, as far as this run has measured them.
 *
 * @param bareStreams commands per second of a bare Kafka Streams application
 * @param postgresBirth births of customers per second in PostgreSQL alone
 * @param upsertNew upserts of new rows per second in PostgreSQL alone
 * @param read reads of a customer per second in PostgreSQL alone
 */
record Limits(
        Optional<Figure> bareStreams,
        Optional<Figure> postgresBirth,
        Optional<Figure> upsertNew,
        Optional<Figure> read) {

    static Limits of(Optional<Figure> bareStreams, Optional<PostgresLimits.Measured> postgres) {
        return new Limits(
                bareStreams,
                postgres.map(PostgresLimits.Measured::birth),
                postgres.map(PostgresLimits.Measured::upsertNew),
                postgres.map(PostgresLimits.Measured::read));
    }
}
