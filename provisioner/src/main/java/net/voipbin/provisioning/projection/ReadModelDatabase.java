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

/** The read model's database. */
public final class ReadModelDatabase {

    private static final int CONNECTIONS = 2;
    private static final long CONNECTION_TIMEOUT_MS = 5_000;
    private static final Duration ONE_BATCH = Duration.ofSeconds(30);
    private static final Duration WHOLE_TABLES = Duration.ofMinutes(30);

    /**
     * A process that stands still within a transaction keeps its locks, and who has taken over its partitions waits for
     * them: it loses the transaction about when it loses the partitions.
     */
    private static final String NO_LONG_REST =
            "set idle_in_transaction_session_timeout = " + GroupTimeouts.SESSION_MS;

    private ReadModelDatabase() {}

    /** A pool that begins without a connection, so that a database that is away doesn't keep the program from starting. */
    public static HikariDataSource pool(ProvisionerSettings.Database database) {
        return pool(database, CONNECTIONS, ONE_BATCH, new Properties(), Optional.of(NO_LONG_REST));
    }

    /** A pool for statements that look at whole tables. */
    public static HikariDataSource maintenancePool(ProvisionerSettings.Database database) {
        return pool(database, CONNECTIONS, WHOLE_TABLES, new Properties(), Optional.empty());
    }

    /** A pool whose unqualified names are those of the schema. What it commits is safe with the next synchronous commit. */
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

    /** Brings the schema up to this version; how many steps that took. */
    public static int migrate(ProvisionerSettings.Database database) {
        return migrations(database).load().migrate().migrationsExecuted;
    }

    /** Makes a read model of this version in the schema, which is made too. */
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
