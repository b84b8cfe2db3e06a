package net.voipbin.provisioning.sandbox.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What would be built in the product's place: the birth of a customer as one transaction in PostgreSQL, with unique
 * indexes for unique values, an outbox for what is to be published, and the command's id against repetition. As good as
 * it can be by itself: one prepared statement, so one round trip, and the number of connections that serves it best.
 * READ COMMITTED. Durable (fsync, synchronous commit) where it is compared with the product; without synchronous commit,
 * which loses the last births with the machine, for information. What carries the outbox to Kafka is not counted.
 * Immutable.
 *
 * @param postgres has the read model, as whose tables those of the benchmark are made
 */
record PostgresBirth(Postgres postgres, RecordSizes sizes) {

    /** How many connections are tried, until a number is far slower than the best before it. */
    static final List<Integer> CONNECTIONS = List.of(1, 4, 8, 16, 32, 64);

    /** Fewer serve best where none waits for the disk. */
    static final List<Integer> CONNECTIONS_WITHOUT_WAIT = List.of(2, 4);

    private static final double FAR_SLOWER = 0.9;
    private static final String DURABLE = "-c synchronous_commit=on";
    private static final String NOT_DURABLE = "-c synchronous_commit=off";

    private static final String BIRTH = Postgres.sql("birth");
    private static final String DROP = "drop schema if exists benchmark_birth cascade";
    private static final int EVENTS = 3;

    /** Births with so many connections, each of which is busy all the time. */
    record Tried(int connections, Throughput births) {}

    /**
     * What was tried; neither is empty.
     *
     * @param durable with synchronous commit
     * @param notDurable without
     */
    record Measured(List<Tried> durable, List<Tried> notDurable) {

        Measured {
            durable = List.copyOf(durable);
            notDurable = List.copyOf(notDurable);
        }
    }

    static Tried best(List<Tried> tried) {
        return tried.stream()
                .max(Comparator.comparingDouble(one -> one.births().perSecond()))
                .orElseThrow();
    }

    /**
     * Tries numbers of connections, on tables that are made new and dropped in the end.
     *
     * @param warmUp of each try
     * @param measured of each try
     */
    Measured measure(Duration warmUp, Duration measured) {
        postgres.execute(DROP);
        postgres.execute(Postgres.sql("birth_tables"));
        try {
            return new Measured(
                    search(CONNECTIONS, DURABLE, warmUp, measured),
                    search(CONNECTIONS_WITHOUT_WAIT, NOT_DURABLE, warmUp, measured));
        } finally {
            postgres.execute(DROP);
        }
    }

    private List<Tried> search(List<Integer> numbers, String setting, Duration warmUp, Duration measured) {
        List<Tried> tried = new ArrayList<>();
        for (int connections : numbers) {
            Throughput births = attempt(connections, setting, warmUp, measured);
            tried.add(new Tried(connections, births));
            if (births.perSecond() < FAR_SLOWER * best(tried).births().perSecond()) {
                break;
            }
        }
        return tried;
    }

    private Throughput attempt(int connections, String setting, Duration warmUp, Duration measured) {
        Payloads events = new Payloads(4, sizes.event());
        Payloads results = new Payloads(5, sizes.result());
        SplittableRandom seeds = new SplittableRandom();
        try (HikariDataSource pool = postgres.pool(
                connections,
                Map.of("options", "-c plan_cache_mode=force_generic_plan " + setting, "prepareThreshold", "1"))) {
            return ClosedLoop.run(connections, warmUp, measured, () -> {
                SplittableRandom random;
                synchronized (seeds) {
                    random = seeds.split();
                }
                return () -> give(pool, Birth.of(random), random.nextInt(Integer.MAX_VALUE / EVENTS), events, results);
            });
        }
    }

    private static long give(HikariDataSource pool, Birth birth, int index, Payloads events, Payloads results)
            throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(BIRTH)) {
            int place = 1;
            statement.setObject(place++, birth.customerId());
            statement.setObject(place++, birth.agentId());
            statement.setObject(place++, birth.accountId());
            statement.setObject(place++, birth.commandId());
            statement.setString(place++, birth.name());
            statement.setString(place++, birth.email());
            statement.setString(place++, birth.username());
            statement.setObject(place++, birth.time());
            for (int event = 0; event < EVENTS; event++) {
                statement.setBytes(place++, events.at(EVENTS * index + event));
            }
            statement.setBytes(place, results.at(index));
            return statement.executeUpdate();
        }
    }
}
