package net.voipbin.provisioning.endtoend.bed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import net.voipbin.provisioning.sandbox.part.EmbeddedPostgres;
import net.voipbin.provisioning.sandbox.part.FreePort;
import net.voipbin.provisioning.sandbox.process.PartFailedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EmbeddedPostgresEndToEndTest {

    private EmbeddedPostgres postgres;

    @BeforeAll
    void start(@TempDir Path directory) {
        postgres = new EmbeddedPostgres(directory, FreePort.any()).start();
    }

    @AfterAll
    void stop() {
        postgres.stop();
    }

    @Test
    void shouldHaveKeptCommittedRowsAfterAKillAndARestart() throws SQLException {
        // Given
        execute("CREATE TABLE kept (id int)");
        execute("INSERT INTO kept VALUES (42)");

        // When
        postgres.kill();
        postgres.start();

        // Then
        assertThat(query("SELECT id FROM kept")).isEqualTo("42");
    }

    @Test
    void shouldHaveKeptCommittedRowsAfterAStopAndARestart() throws SQLException {
        // Given
        execute("CREATE TABLE stopped (id int)");
        execute("INSERT INTO stopped VALUES (43)");

        // When
        postgres.stop();
        postgres.start();

        // Then
        assertThat(query("SELECT id FROM stopped")).isEqualTo("43");
    }

    @Test
    void shouldBeAsDurableAsInProduction() throws SQLException {
        // When
        String durability = query("SELECT current_setting('fsync') || ' ' || current_setting('synchronous_commit')");

        // Then
        assertThat(durability).isEqualTo("on on");
    }

    @Test
    void shouldBeOfTheVersionThatProductionHas() throws SQLException {
        // When
        String version = query("SHOW server_version");

        // Then
        assertThat(version).startsWith("18.");
    }

    @Test
    void shouldLeaveNoServerBehindWhenAStartFails(@TempDir Path directory) throws IOException {
        // Given
        Path notToBeWritten = Files.createDirectories(directory.resolve("initialised"));

        // When
        assertThatThrownBy(() -> new EmbeddedPostgres(directory, FreePort.any()).start())

                // Then
                .isInstanceOf(PartFailedException.class)
                .hasRootCauseInstanceOf(FileSystemException.class)
                .hasRootCauseMessage(notToBeWritten + ": Is a directory");
        assertThat(ProcessHandle.allProcesses()
                        .filter(process ->
                                process.info().commandLine().orElse("").contains(directory.toString())))
                .isEmpty();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String query(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), EmbeddedPostgres.USER, "");
    }
}
