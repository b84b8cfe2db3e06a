package net.voipbin.provisioning.sandbox.benchmark;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.locator.ClasspathSqlLocator;

/**
 * A database that a limit is measured in, beside the read model. Immutable.
 *
 * @param user may create schemas
 */
public record Postgres(String url, String user, String password) {

    /** Who waits longer for PostgreSQL fails: far more than any of the statements takes. */
    private static final String LONGEST_ANSWER_SECONDS = "60";

    private static final ClasspathSqlLocator FILES = ClasspathSqlLocator.create();

    /** Connections that are all opened before they are used. */
    HikariDataSource pool(int connections, Map<String, String> driver) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(connections);
        config.addDataSourceProperty("socketTimeout", LONGEST_ANSWER_SECONDS);
        driver.forEach(config::addDataSourceProperty);
        return new HikariDataSource(config);
    }

    /** For single questions, each over a connection of its own. */
    Jdbi jdbi() {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("socketTimeout", LONGEST_ANSWER_SECONDS);
        return Jdbi.create(url, properties);
    }

    /** Carries out statements of the benchmark's own. */
    public void execute(String statements) {
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
