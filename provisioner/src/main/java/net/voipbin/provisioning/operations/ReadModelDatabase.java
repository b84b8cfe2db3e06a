package net.voipbin.provisioning.operations;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Properties;
import org.flywaydb.core.Flyway;

/** The read model's database. */
final class ReadModelDatabase {

    private static final int CONNECTIONS = 2;
    private static final long CONNECTION_TIMEOUT_MS = 5_000;

    private ReadModelDatabase() {}

    /** A pool that begins without a connection, so that a database that is away doesn't keep the program from starting. */
    static HikariDataSource pool(ProvisionerSettings.Database database) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("read-model");
        config.setJdbcUrl(database.url());
        config.setUsername(database.user());
        config.setPassword(database.password().reveal());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MS);
        config.setInitializationFailTimeout(-1);
        Properties driver = new Properties();
        driver.setProperty("reWriteBatchedInserts", "true");
        driver.setProperty("ApplicationName", "provisioner");
        driver.setProperty("tcpKeepAlive", "true");
        driver.setProperty("socketTimeout", "30");
        config.setDataSourceProperties(driver);
        return new HikariDataSource(config);
    }

    /** Brings the schema up to this version; how many steps that took. */
    static int migrate(ProvisionerSettings.Database database) {
        return Flyway.configure()
                .dataSource(database.url(), database.user(), database.password().reveal())
                .connectRetries(10)
                .load()
                .migrate()
                .migrationsExecuted;
    }
}
