package net.voipbin.provisioning.projection;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import net.voipbin.provisioning.configuration.GroupTimeouts;
import net.voipbin.provisioning.configuration.ProvisionerSettings;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Opens connection pools to the read model's database, and migrates it. */
public final class ReadModelDatabase {

    private static final int CONNECTIONS = 2;
    private static final long CONNECTION_TIMEOUT_MS = 5_000;
    private static final Duration ONE_BATCH = Duration.ofSeconds(30);
    private static final Duration WHOLE_TABLES = Duration.ofMinutes(30);

    /**
     * Ends a transaction of a process that stands still: its locks would keep the process that has taken over its partitions
     * waiting. It loses the transaction about when it loses the partitions.
     */
    private static final String IDLE_TRANSACTION_LIMIT =
            "set idle_in_transaction_session_timeout = " + GroupTimeouts.SESSION_MS;

    private ReadModelDatabase() {}

    /**
     * A pool for projections, which begins without a connection, so that a database that is away doesn't keep the
     * program from starting.
     */
    public static HikariDataSource pool(ProvisionerSettings.Database database) {
        return pool(database, CONNECTIONS, ONE_BATCH, new Properties(), Optional.of(IDLE_TRANSACTION_LIMIT));
    }

    /** A pool for statements that look at whole tables. */
    public static HikariDataSource maintenancePool(ProvisionerSettings.Database database) {
        return pool(database, CONNECTIONS, WHOLE_TABLES, new Properties(), Optional.empty());
    }

    /**
     * A pool whose unqualified names are those of the schema. Its commits are asynchronous: the next synchronous one makes
     * them durable.
     */
    public static HikariDataSource sidePool(ProvisionerSettings.Database database, String schema, int connections) {
        Properties driver = new Properties();
        driver.setProperty("currentSchema", schema);
        driver.setProperty("options", "-c synchronous_commit=off");
        return pool(database, connections, WHOLE_TABLES, driver, Optional.empty());
    }

    private static HikariDataSource pool(
            ProvisionerSettings.Database database,
            int connections,
            Duration socketTimeout,
            Properties additional,
            Optional<String> whenConnected) {
        HikariConfig config = new HikariConfig();
        whenConnected.ifPresent(config::setConnectionInitSql);
        config.setPoolName("read-model");
        config.setJdbcUrl(database.url());
        config.setUsername(database.user());
        config.setPassword(database.password().reveal());
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MS);
        config.setInitializationFailTimeout(-1);
        Properties driver = new Properties();
        driver.putAll(additional);
        driver.setProperty("ApplicationName", "provisioner");
        driver.setProperty("tcpKeepAlive", "true");
        driver.setProperty("socketTimeout", Long.toString(socketTimeout.toSeconds()));
        config.setDataSourceProperties(driver);
        return new HikariDataSource(config);
    }

    /**
     * Migrates the served read model to this version.
     *
     * @return how many migrations were executed
     */
    public static int migrate(ProvisionerSettings.Database database) {
        return migrations(database).load().migrate().migrationsExecuted;
    }

    /** Creates the schema and in it a read model of this version. */
    public static void migrate(ProvisionerSettings.Database database, String schema) {
        migrations(database).defaultSchema(schema).createSchemas(true).load().migrate();
    }

    /** Whether the read model that is served is of this version. */
    public static boolean upToDate(ProvisionerSettings.Database database) {
        // By itself it would let migrations of later versions pass.
        return migrations(database)
                .ignoreMigrationPatterns(new String[0])
                .load()
                .validateWithResult()
                .validationSuccessful;
    }

    private static FluentConfiguration migrations(ProvisionerSettings.Database database) {
        return Flyway.configure()
                .dataSource(database.url(), database.user(), database.password().reveal())
                .connectRetries(10);
    }
}
