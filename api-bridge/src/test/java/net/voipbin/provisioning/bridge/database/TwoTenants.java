package net.voipbin.provisioning.bridge.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import net.voipbin.provisioning.bridge.ReadModel;
import net.voipbin.provisioning.settings.Secret;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementException;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Two tenants with one row each in every table that holds rows of tenants, and a bridge's database that reads them. As an
 * extension it fills the tables before all tests of a class and empties them afterwards.
 */
final class TwoTenants implements BeforeAllCallback, AfterAllCallback {

    static final UUID ACME = UUID.fromString("aaaaaaaa-0000-4000-8000-00000000000a");
    static final UUID OTHER = UUID.fromString("bbbbbbbb-0000-4000-8000-00000000000b");
    static final String PERMISSION_DENIED = "42501";
    static final String READ_ONLY_TRANSACTION = "25006";

    static final Set<String> RESOURCES =
            Set.of("customers", "agents", "billing_accounts", "numbers", "flows", "queues", "tags", "accesskeys");
    static final Set<String> OUTCOMES = Set.of("command_results", "customer_progress");
    static final Set<String> UNSEEN = Set.of("credentials", "erasures");

    static final Map<Scope, Set<String>> READABLE = Map.of(
            Scope.tenant(ACME),
            union(RESOURCES, OUTCOMES),
            Scope.PLATFORM,
            union(RESOURCES, OUTCOMES),
            Scope.AUTHENTICATION,
            Set.of("customers", "agents", "accesskeys", "credentials"),
            Scope.OUTCOMES,
            OUTCOMES,
            Scope.NUMBERS_IN_USE,
            Set.of("numbers"));

    private Optional<Database> database = Optional.empty();

    @Override
    public void beforeAll(ExtensionContext context) {
        ReadModel.jdbi()
                .useTransaction(handle -> tables().forEach(table -> {
                    handle.execute("delete from " + table);
                    insert(handle, table, ACME);
                    insert(handle, table, OTHER);
                }));
        database = Optional.of(Database.open(
                "test", ReadModel.url(), ReadModel.BRIDGE_ROLE, new Secret(""), 1, new SimpleMeterRegistry()));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        database().close();
        ReadModel.jdbi().useTransaction(handle -> tables().forEach(table -> handle.execute("delete from " + table)));
    }

    /** The bridge's database, of one connection: so that each read gets what the one before it has used. */
    Database database() {
        return database.orElseThrow();
    }

    /** Counts rows without naming a column: a scope may see some columns alone. */
    static long count(Database database, Scope scope, String table) {
        return database.read(
                scope,
                handle -> handle.select("select count(*) from " + table)
                        .mapTo(Long.class)
                        .one());
    }

    List<UUID> owners(Scope scope, String table) {
        return database()
                .read(
                        scope,
                        handle -> handle.select("select " + owner(table) + " from " + table)
                                .mapTo(UUID.class)
                                .list());
    }

    List<Map<String, Object>> read(Scope scope, String sql) {
        return database().read(scope, handle -> handle.select(sql).mapToMap().list());
    }

    int delete(Scope scope, String table) {
        return database().read(scope, handle -> handle.execute("delete from " + table));
    }

    /** Reads in a transaction of the bridge's role that has taken on no other yet. */
    static <T> T asBridge(HandleCallback<T, RuntimeException> callback) {
        return Jdbi.create(ReadModel.url(), ReadModel.BRIDGE_ROLE, "").inTransaction(callback);
    }

    static void assertRefused(ThrowingCallable attempt, String state) {
        assertThatExceptionOfType(StatementException.class)
                .isThrownBy(attempt)
                .havingCause()
                .isInstanceOfSatisfying(
                        SQLException.class,
                        cause -> assertThat(cause.getSQLState()).isEqualTo(state));
    }

    static String owner(String table) {
        return table.equals("customers") ? "id" : "customer_id";
    }

    static Set<String> union(Set<String> left, Set<String> right) {
        Set<String> union = new TreeSet<>(left);
        union.addAll(right);
        return union;
    }

    /** The tables that hold rows of tenants, by PostgreSQL's catalogue. */
    static List<String> tables() {
        return ReadModel.jdbi()
                .withHandle(handle -> handle.select("""
                                select distinct table_name from information_schema.columns
                                where table_schema = 'public' and (column_name = 'customer_id' or table_name = 'customers')
                                order by 1""").mapTo(String.class).list());
    }

    static List<String> everyTable() {
        return ReadModel.jdbi()
                .withHandle(handle -> handle.select(
                                "select table_name from information_schema.tables where table_schema = 'public' order by 1")
                        .mapTo(String.class)
                        .list());
    }

    /** A row of the customer's with something in each column. */
    private static void insert(Handle handle, String table, UUID customer) {
        List<String> values = handle.select("""
                        select column_name, udt_name from information_schema.columns
                        where table_schema = 'public' and table_name = ? order by ordinal_position""", table)
                .map((row, context) -> row.getString("column_name").equals(owner(table))
                        ? "'" + customer + "'::uuid"
                        : sample(row.getString("udt_name")))
                .list();
        handle.execute("insert into " + table + " values (" + String.join(", ", values) + ")");
    }

    private static String sample(String type) {
        return switch (type) {
            case "uuid" -> "gen_random_uuid()";
            case "text" -> "'text'";
            case "_text", "_uuid" -> "'{}'";
            case "bool" -> "true";
            case "int4", "int8" -> "1";
            case "json", "jsonb" -> "'[]'";
            case "timestamptz" -> "now()";
            case "bytea" -> "''::bytea";
            default -> throw new IllegalArgumentException("no sample of type " + type);
        };
    }
}
