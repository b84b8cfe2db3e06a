package net.voipbin.provisioning.sandbox.benchmark;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.jdbi.v3.core.locator.ClasspathSqlLocator;

/**
 * A database that a limit is measured in, beside the read model. Immutable.
 *
 * @param user may create schemas
 */
record Postgres(String url, String user, String password) {

    private static final ClasspathSqlLocator FILES = ClasspathSqlLocator.create();

    /** Connections that are all opened before they are used. */
    HikariDataSource pool(int connections, Map<String, String> driver) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(connections);
        driver.forEach(config::addDataSourceProperty);
        return new HikariDataSource(config);
    }

    /** Carries out statements of the benchmark's own. */
    void execute(String statements) {
        try (HikariDataSource pool = pool(1, Map.of());
                Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        } catch (SQLException e) {
            throw new IllegalStateException("the benchmark's tables can't be made or dropped", e);
        }
    }

    /** From the file of the name. */
    static String sql(String name) {
        return FILES.getResource(
                Postgres.class.getClassLoader(), "net/voipbin/provisioning/sandbox/benchmark/" + name + ".sql");
    }
}
