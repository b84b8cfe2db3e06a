package net.voipbin.provisioning.bridge.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import net.voipbin.provisioning.settings.Secret;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The read model's PostgreSQL, with a bounded pool of read-only connections. Starts and recovers by itself. Whatever
 * PostgreSQL does, be it away, slow or hung, a read ends within about five seconds. Thread-safe.
 *
 * <p>What virtual threads ask for is asked by platform threads, one for each connection. A read is several round trips,
 * and for a virtual thread each of them costs a poller's wakeup and a carrier's besides its own: this way the two
 * changes of threads are paid for once.
 */
public final class Database implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Database.class);

    private static final Duration LONGEST_WAIT_FOR_READER = Duration.ofSeconds(1);

    private static final Duration LONGEST_WAIT_FOR_CONNECTION = Duration.ofSeconds(2);

    /** A connection that has rested is asked for a sign of life first; the wait for it may last longer by this. */
    private static final Duration LONGEST_VALIDATION = Duration.ofMillis(500);

    /** Until the host has accepted, and until PostgreSQL has let the bridge in. */
    private static final int CONNECT_SECONDS = 2;

    /** How long the bridge listens for any answer of a PostgreSQL that can't even end a statement. */
    private static final int SOCKET_SECONDS = 3;

    /** PostgreSQL ends a statement that takes longer before the bridge stops listening. */
    private static final String STATEMENT_TIMEOUT = "2s";

    private static final String ENTER = Sql.named(Database.class, "enter");

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final Optional<Scope> only;
    private final ExecutorService readers;
    private final Semaphore idleReaders;

    private Database(HikariDataSource pool, Optional<Scope> only) {
        this.pool = pool;
        this.only = only;
        int connections = pool.getMaximumPoolSize();
        readers = Executors.newFixedThreadPool(
                connections,
                Thread.ofPlatform().daemon().name(pool.getPoolName() + "-", 1).factory());
        idleReaders = new Semaphore(connections, true);
        jdbi = Jdbi.create(pool).installPlugin(new PostgresPlugin());
        // What was asked for may be personal data, or the hash of a secret, and failures are logged.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    }

    /**
     * Opens without waiting for PostgreSQL to answer.
     *
     * @param name the pool's, in metrics and logs
     */
    public static Database open(
            String name, String url, String user, Secret password, int connections, MeterRegistry metrics) {
        return open(name, url, user, password, connections, Optional.empty(), metrics);
    }

    /**
     * The same for one scope alone, which its connections are in from their start: a read is its query and nothing else,
     * one round trip.
     */
    public static Database openFor(
            Scope.Whole scope,
            String name,
            String url,
            String user,
            Secret password,
            int connections,
            MeterRegistry metrics) {
        return open(name, url, user, password, connections, Optional.of(scope), metrics);
    }

    private static Database open(
            String name,
            String url,
            String user,
            Secret password,
            int connections,
            Optional<Scope> only,
            MeterRegistry metrics) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password.reveal());
        config.setMaximumPoolSize(connections);
        config.setReadOnly(true);
        config.setConnectionTimeout(LONGEST_WAIT_FOR_CONNECTION.toMillis());
        config.setValidationTimeout(LONGEST_VALIDATION.toMillis());
        config.setInitializationFailTimeout(-1);
        config.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(metrics));
        // As texts: the driver doesn't see a property that is none, and would listen for ever.
        config.addDataSourceProperty("connectTimeout", Integer.toString(CONNECT_SECONDS));
        config.addDataSourceProperty("loginTimeout", Integer.toString(CONNECT_SECONDS));
        config.addDataSourceProperty("socketTimeout", Integer.toString(SOCKET_SECONDS));
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("logServerErrorDetail", "false");
        config.addDataSourceProperty("ApplicationName", "api-bridge");
        only.ifPresent(scope -> config.addDataSourceProperty("options", startOptions(scope)));
        Database database = new Database(new HikariDataSource(config), only);
        Gauge.builder("bridge.reads.waiting", database.idleReaders, Semaphore::getQueueLength)
                .description("Reads that wait for a connection")
                .tag("pool", name)
                .register(metrics);
        return database;
    }

    private static String startOptions(Scope scope) {
        return "-c role=" + scope.role() + " -c statement_timeout=" + STATEMENT_TIMEOUT
                + " -c default_transaction_read_only=on";
    }

    /**
     * Reads what the scope shows and no more: in one transaction, but where the database is for one scope alone, each
     * statement for itself.
     *
     * @throws DatabaseUnavailableException when PostgreSQL can't be asked now
     */
    public <T> T read(Scope scope, HandleCallback<T, RuntimeException> query) {
        if (only.isPresent() && !only.get().equals(scope)) {
            throw new IllegalArgumentException("this database is for " + only.get() + " alone, not for " + scope);
        }
        return Thread.currentThread().isVirtual() ? byReader(() -> readHere(scope, query)) : readHere(scope, query);
    }

    private <T> T byReader(Supplier<T> read) {
        awaitIdleReader();
        try {
            return CompletableFuture.supplyAsync(read, readers).join();
        } catch (RejectedExecutionException closed) {
            throw new DatabaseUnavailableException(closed);
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error fault) {
                throw fault;
            }
            throw e;
        } finally {
            idleReaders.release();
        }
    }

    private void awaitIdleReader() {
        try {
            if (!idleReaders.tryAcquire(LONGEST_WAIT_FOR_READER.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DatabaseUnavailableException(
                        new SQLTransientConnectionException("all connections are in use"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailableException(e);
        }
    }

    private <T> T readHere(Scope scope, HandleCallback<T, RuntimeException> query) {
        try {
            return only.isPresent()
                    ? jdbi.withHandle(query)
                    : jdbi.inTransaction(handle -> {
                        enter(scope, handle);
                        return query.withHandle(handle);
                    });
        } catch (JdbiException e) {
            if (e instanceof ConnectionException || away(e)) {
                throw new DatabaseUnavailableException(e);
            }
            throw e;
        }
    }

    /** One statement, one round trip: the driver sends the transaction's begin along with it. */
    private static void enter(Scope scope, Handle handle) {
        handle.createQuery(ENTER)
                .bind("role", scope.role())
                .bind("customer_id", scope.customerId().map(UUID::toString).orElse(""))
                .bind("statement_timeout", STATEMENT_TIMEOUT)
                .mapTo(String.class)
                .one();
    }

    /** Whether reads are possible now: PostgreSQL answers, and lets the bridge take on a role. */
    public boolean answers() {
        try {
            return read(
                    only.orElse(Scope.PLATFORM),
                    handle -> handle.select("select true").mapTo(Boolean.class).one());
        } catch (DatabaseUnavailableException e) {
            return false;
        } catch (JdbiException e) {
            log.atWarn().setCause(e).log("The read model lacks the bridge's roles, or doesn't grant them");
            return false;
        }
    }

    @Override
    public void close() {
        readers.shutdown();
        pool.close();
    }

    private static boolean away(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                // 08: connection, 25P03: ended while idle, 53: out of resources, 57: operator intervention and the end
                // of a
                // statement that took too long.
                String state = Optional.ofNullable(sql.getSQLState()).orElse("");
                return sql instanceof SQLTransientException
                        || state.startsWith("08")
                        || state.equals("25P03")
                        || state.startsWith("53")
                        || state.startsWith("57");
            }
        }
        return false;
    }
}
