package net.voipbin.provisioning.sandbox.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * The limits of the projection and of the bridge's reads: how fast PostgreSQL takes the rows of births into the read
 * model's tables and indexes over one connection, and how fast it finds a customer by its id. Each way of writing begins
 * with tables that hold what it is to find there: none of its rows, or all of them. Closing drops the tables. Not
 * thread-safe.
 *
 * @param postgres has the read model, as whose tables those of the benchmark are made
 */
record PostgresBulk(Postgres postgres) implements AutoCloseable {

    private static final String DROP = "drop schema if exists benchmark_bulk cascade";
    private static final String TRUNCATE =
            "truncate benchmark_bulk.customers, benchmark_bulk.agents, benchmark_bulk.billing_accounts";
    private static final String UPSERT_CUSTOMERS = Postgres.sql("upsert_customers");
    private static final String UPSERT_AGENTS = Postgres.sql("upsert_agents");
    private static final String UPSERT_ACCOUNTS = Postgres.sql("upsert_billing_accounts");
    private static final String CUSTOMER_BY_ID = "select * from benchmark_bulk.customers where id = :id";

    /** Of each statement. */
    private static final int ROWS_OF_UPSERT = 500;

    private static final int ROWS_OF_COPY = 5_000;
    private static final int TABLES = 3;
    private static final int READERS = 10;
    /** So many whole statements of upserts. */
    private static final int EXISTING = 40 * ROWS_OF_UPSERT;

    private static final int FIRST_VERSION = 1;

    /** Makes the tables anew. */
    static PostgresBulk open(Postgres postgres) {
        postgres.execute(DROP);
        postgres.execute(Postgres.sql("bulk_tables"));
        return new PostgresBulk(postgres);
    }

    /** New rows of all three tables by COPY into empty ones, in transactions of 15,000: as fast as rows can come in. */
    Throughput copy(Duration warmUp, Duration measured) {
        postgres.execute(TRUNCATE);
        SplittableRandom random = new SplittableRandom();
        return write(warmUp, measured, ROWS_OF_COPY, connection -> copy(connection, births(random, ROWS_OF_COPY)));
    }

    /**
     * New rows of all three tables, the first into empty ones, upserted by statements of 500 each in transactions of
     * 1,500: as the projection could for births.
     */
    Throughput upsertNew(Duration warmUp, Duration measured) {
        postgres.execute(TRUNCATE);
        SplittableRandom random = new SplittableRandom();
        return write(
                warmUp,
                measured,
                ROWS_OF_UPSERT,
                connection -> upsert(connection, births(random, ROWS_OF_UPSERT), FIRST_VERSION));
    }

    /**
     * The next versions of rows of all three tables, of 20,000 customers in turn, upserted as new ones are: as the
     * projection could for changes.
     */
    Throughput upsertExisting(Duration warmUp, Duration measured) {
        List<Birth> existing = existing();
        AtomicInteger statements = new AtomicInteger();
        return write(warmUp, measured, ROWS_OF_UPSERT, connection -> {
            int row = statements.getAndIncrement() * ROWS_OF_UPSERT;
            int from = row % existing.size();
            upsert(
                    connection,
                    existing.subList(from, from + ROWS_OF_UPSERT),
                    FIRST_VERSION + 1 + row / existing.size());
        });
    }

    /** Customers by their ids, 20,000 of them, all columns of each, by JDBI over ten connections. */
    Throughput read(Duration warmUp, Duration measured) {
        List<Birth> existing = existing();
        try (HikariDataSource pool = postgres.pool(READERS, Map.of())) {
            Jdbi jdbi = Jdbi.create(pool).installPlugin(new PostgresPlugin());
            return ClosedLoop.run(READERS, warmUp, measured, () -> {
                SplittableRandom random =
                        new SplittableRandom(Thread.currentThread().threadId());
                return () -> found(
                        jdbi, existing.get(random.nextInt(existing.size())).customerId());
            });
        }
    }

    @Override
    public void close() {
        postgres.execute(DROP);
    }

    @FunctionalInterface
    private interface Writing {

        void write(Connection connection) throws SQLException, IOException;
    }

    /** @param births of each transaction */
    private Throughput write(Duration warmUp, Duration measured, int births, Writing writing) {
        try (HikariDataSource pool = postgres.pool(1, Map.of("prepareThreshold", "1"))) {
            return ClosedLoop.run(1, warmUp, measured, () -> {
                Connection connection = pool.getConnection();
                connection.setAutoCommit(false);
                return new ClosedLoop.Worker() {

                    @Override
                    public long next() throws SQLException, IOException {
                        writing.write(connection);
                        connection.commit();
                        return (long) TABLES * births;
                    }

                    @Override
                    public void close() throws SQLException {
                        connection.close();
                    }
                };
            });
        }
    }

    /** Customers of the first version, beside what the tables hold already. */
    private List<Birth> existing() {
        List<Birth> born = births(new SplittableRandom(), EXISTING);
        try (HikariDataSource pool = postgres.pool(1, Map.of());
                Connection connection = pool.getConnection()) {
            copy(connection, born);
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("the customers to change and to read can't be made", e);
        }
        return born;
    }

    private static void copy(Connection connection, List<Birth> births) throws SQLException, IOException {
        CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
        copy(
                copies,
                "customers (id, version, name, detail, email, phone_number, address, webhook_method, webhook_uri,"
                        + " billing_account_id, permission_ids, rtp_debug, email_verified,"
                        + " identity_verification_status, status, terms_agreed_version, terms_agreed_ip, tm_create)",
                births,
                birth -> List.of(
                        birth.customerId(),
                        1,
                        birth.name(),
                        "A customer of the benchmark",
                        birth.email(),
                        "+15551234567",
                        "1 Main Street",
                        "POST",
                        "https://example.com/hook",
                        birth.accountId(),
                        "{}",
                        "f",
                        "t",
                        "none",
                        "active",
                        "1",
                        "192.0.2.1",
                        birth.time()));
        copy(
                copies,
                "agents (id, customer_id, version, username, name, detail, ring_method, status, permission, tag_ids,"
                        + " addresses, guest, tm_create)",
                births,
                birth -> List.of(
                        birth.agentId(),
                        birth.customerId(),
                        1,
                        birth.username(),
                        "Guest",
                        "The guest agent",
                        "ringall",
                        "offline",
                        64,
                        "{}",
                        "[]",
                        "t",
                        birth.time()));
        copy(
                copies,
                "billing_accounts (id, customer_id, version, name, detail, plan_type, plan_status, balance_credit,"
                        + " balance_token, payment_type, payment_method, status, tm_next_topup, tm_create)",
                births,
                birth -> List.of(
                        birth.accountId(),
                        birth.customerId(),
                        1,
                        "Default",
                        "The billing account",
                        "free",
                        "active",
                        0,
                        100,
                        "",
                        "",
                        "active",
                        birth.time().plusDays(30),
                        birth.time()));
    }

    private static void copy(CopyManager copies, String table, List<Birth> births, Function<Birth, List<Object>> row)
            throws SQLException, IOException {
        StringBuilder text = new StringBuilder();
        for (Birth birth : births) {
            char before = 0;
            for (Object value : row.apply(birth)) {
                if (before != 0) {
                    text.append(before);
                }
                text.append(value);
                before = '\t';
            }
            text.append('\n');
        }
        copies.copyIn("copy benchmark_bulk." + table + " from stdin", new StringReader(text.toString()));
    }

    private static void upsert(Connection connection, List<Birth> births, int version) throws SQLException {
        Object[] customers = births.stream().map(Birth::customerId).toArray(UUID[]::new);
        Object[] accounts = births.stream().map(Birth::accountId).toArray(UUID[]::new);
        Object[] times = births.stream().map(birth -> birth.time().toString()).toArray(String[]::new);
        upsert(
                connection,
                UPSERT_CUSTOMERS,
                version,
                customers,
                accounts,
                births.stream().map(Birth::name).toArray(String[]::new),
                births.stream().map(Birth::email).toArray(String[]::new),
                times);
        upsert(
                connection,
                UPSERT_AGENTS,
                version,
                births.stream().map(Birth::agentId).toArray(UUID[]::new),
                customers,
                births.stream().map(Birth::username).toArray(String[]::new),
                times);
        upsert(connection, UPSERT_ACCOUNTS, version, accounts, customers, times);
    }

    private static void upsert(Connection connection, String statement, int version, Object[]... columns)
            throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            prepared.setInt(1, version);
            for (int column = 0; column < columns.length; column++) {
                String type = columns[column] instanceof UUID[] ? "uuid" : "text";
                prepared.setArray(column + 2, connection.createArrayOf(type, columns[column]));
            }
            int written = prepared.executeUpdate();
            if (written != columns[0].length) {
                throw new SQLException("only " + written + " rows were written");
            }
        }
    }

    private static long found(Jdbi jdbi, UUID customerId) {
        Map<String, Object> customer = jdbi.withHandle(handle -> handle.createQuery(CUSTOMER_BY_ID)
                .bind("id", customerId)
                .mapToMap()
                .one());
        if (!customerId.equals(customer.get("id"))) {
            throw new IllegalStateException("another customer was found");
        }
        return 1;
    }

    private static List<Birth> births(SplittableRandom random, int count) {
        return Stream.generate(() -> Birth.of(random)).limit(count).toList();
    }
}
