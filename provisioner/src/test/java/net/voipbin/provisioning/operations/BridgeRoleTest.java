package net.voipbin.provisioning.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import net.voipbin.provisioning.configuration.ProvisionerSettings;
import net.voipbin.provisioning.projection.ReadModelDatabase;
import net.voipbin.provisioning.settings.Secret;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a PostgreSQL of its own that asks for passwords. */
class BridgeRoleTest {

    private static final String QUOTED = "it's \"quoted\" \\ and $$ odd";

    @TempDir
    private Path directory;

    private EmbeddedPostgres server;
    private Jdbi administration;

    @BeforeEach
    void start() throws IOException {
        server = EmbeddedPostgres.builder()
                .setServerConfig("log_statement", "all")
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        Jdbi.create(server.getPostgresDatabase())
                .useHandle(handle -> handle.execute("alter role postgres password 'owner'"));
        administration = Jdbi.create(server.getJdbcUrl("postgres", "postgres"), "postgres", "owner");
        String access = administration.withHandle(
                handle -> handle.select("show hba_file").mapTo(String.class).one());
        Files.writeString(Path.of(access), "host all all 127.0.0.1/32 scram-sha-256\n");
        administration.useHandle(handle -> handle.execute("select pg_reload_conf()"));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void shouldLetNobodyInAsTheBridgeBeforeItHasAPassword() {
        // Given
        ReadModelDatabase.migrate(database("postgres"));
        // Then
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> connect(QUOTED))
                .extracting(SQLException::getSQLState)
                .isEqualTo("28P01");
    }

    @Test
    void shouldLetTheBridgeInWithItsPasswordAlone() {
        // Given
        ReadModelDatabase.migrate(database("postgres"));
        // When
        BridgeRole.admit(database("postgres"), new Secret(QUOTED));
        // Then
        assertThatNoException().isThrownBy(() -> connect(QUOTED));
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> connect("owner"))
                .extracting(SQLException::getSQLState)
                .isEqualTo("28P01");
    }

    @Test
    void shouldReplaceThePassword() {
        // Given
        ReadModelDatabase.migrate(database("postgres"));
        BridgeRole.admit(database("postgres"), new Secret("former"));
        // When
        BridgeRole.admit(database("postgres"), new Secret("latter"));
        // Then
        assertThatNoException().isThrownBy(() -> connect("latter"));
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> connect("former"));
    }

    @Test
    void shouldNotShowThePasswordToPostgresqlsLog() throws IOException {
        // Given
        ReadModelDatabase.migrate(database("postgres"));
        // When
        BridgeRole.admit(database("postgres"), new Secret("never-to-be-logged"));
        // Then
        assertThat(Files.readString(log()))
                .containsIgnoringCase("alter user \"api_bridge\"")
                .doesNotContain("never-to-be-logged");
    }

    @Test
    void shouldNotDisturbAnotherPreparationAtTheSameTime() {
        // Given
        ReadModelDatabase.migrate(database("postgres"));
        // When
        CompletableFuture<?>[] preparations = Stream.generate(() ->
                        CompletableFuture.runAsync(() -> BridgeRole.admit(database("postgres"), new Secret(QUOTED))))
                .limit(8)
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(preparations).join();
        // Then
        assertThatNoException().isThrownBy(() -> connect(QUOTED));
    }

    @Test
    void shouldMigrateSeveralDatabasesOfTheClusterAtTheSameTime() {
        // Given
        Stream.of("one", "two", "three")
                .forEach(name -> administration.useHandle(handle -> handle.execute("create database " + name)));
        // When
        CompletableFuture<?>[] migrations = Stream.of("one", "two", "three")
                .map(name -> CompletableFuture.runAsync(() -> ReadModelDatabase.migrate(database(name))))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(migrations).join();
        // Then
        assertThat(memberships()).isEqualTo(5);
    }

    @Test
    void shouldNeedNoSuperuser() {
        // Given
        administration.useHandle(handle -> handle.execute("create role owner login createrole password 'owner'"));
        administration.useHandle(handle -> handle.execute("create database owned owner owner"));
        ProvisionerSettings.Database owned = new ProvisionerSettings.Database(
                server.getJdbcUrl("owner", "owned"), "owner", new Secret("owner"), Optional.empty());
        // When
        ReadModelDatabase.migrate(owned);
        BridgeRole.admit(owned, new Secret(QUOTED));
        // Then
        assertThatNoException().isThrownBy(() -> connect(QUOTED));
        assertThat(memberships()).isEqualTo(5);
    }

    @Test
    void shouldMigrateWithoutTheRightToMakeRolesWhereTheyAreThere() {
        // Given
        ReadModelDatabase.migrate(database("postgres"));
        administration.useHandle(handle -> handle.execute("create role owner login password 'owner'"));
        administration.useHandle(handle -> handle.execute("create database owned owner owner"));
        // Then
        assertThat(ReadModelDatabase.migrate(new ProvisionerSettings.Database(
                        server.getJdbcUrl("owner", "owned"), "owner", new Secret("owner"), Optional.empty())))
                .isPositive();
    }

    @Test
    void shouldRefuseARoleThatRowLevelSecurityWouldNotBind() {
        // Given
        administration.useHandle(handle -> handle.execute("create role provisioning_tenant bypassrls"));
        // Then
        assertThatExceptionOfType(FlywayException.class)
                .isThrownBy(() -> ReadModelDatabase.migrate(database("postgres")))
                .withMessageContaining("provisioning_tenant");
    }

    private ProvisionerSettings.Database database(String name) {
        return new ProvisionerSettings.Database(
                server.getJdbcUrl("postgres", name), "postgres", new Secret("owner"), Optional.empty());
    }

    private void connect(String password) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        server.getJdbcUrl("api_bridge", "postgres"), "api_bridge", password);
                Statement statement = connection.createStatement()) {
            statement.execute("set role provisioning_tenant");
        }
    }

    private long memberships() {
        return administration.withHandle(
                handle -> handle.select("""
                        select count(*) from pg_auth_members
                        where member = 'api_bridge'::regrole and set_option and not inherit_option""").mapTo(Long.class).one());
    }

    private Path log() {
        return directory.resolve("postgresql.log");
    }
}
