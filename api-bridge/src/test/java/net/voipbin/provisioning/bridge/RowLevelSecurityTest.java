package net.voipbin.provisioning.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import net.voipbin.provisioning.bridge.database.Database;
import net.voipbin.provisioning.bridge.database.DatabaseUnavailableException;
import net.voipbin.provisioning.bridge.database.Scope;
import net.voipbin.provisioning.settings.Secret;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * PostgreSQL itself keeps tenants apart, whatever a query asks for. The tables are read from its catalogue, and each
 * holds one row of either tenant.
 */
class RowLevelSecurityTest {

    private static final UUID ACME = UUID.fromString("aaaaaaaa-0000-4000-8000-00000000000a");
    private static final UUID OTHER = UUID.fromString("bbbbbbbb-0000-4000-8000-00000000000b");
    private static final String PERMISSION_DENIED = "42501";
    private static final String READ_ONLY_TRANSACTION = "25006";

    private static final Set<String> RESOURCES =
            Set.of("customers", "agents", "billing_accounts", "numbers", "flows", "queues", "tags", "accesskeys");
    private static final Set<String> OUTCOMES = Set.of("command_results", "customer_progress");
    private static final Set<String> UNSEEN = Set.of("credentials", "erasures");

    private static final Map<Scope, Set<String>> READABLE = Map.of(
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

    static final Set<Scope> SCOPES = READABLE.keySet();

    /** One connection, so that each read gets what the one before it has used. */
    private static Database database;

    @BeforeAll
    static void fill() {
        ReadModel.jdbi()
                .useTransaction(handle -> tables().forEach(table -> {
                    handle.execute("delete from " + table);
                    insert(handle, table, ACME);
                    insert(handle, table, OTHER);
                }));
        database = Database.open(
                "test", ReadModel.url(), ReadModel.BRIDGE_ROLE, new Secret(""), 1, new SimpleMeterRegistry());
    }

    @AfterAll
    static void empty() {
        database.close();
        ReadModel.jdbi().useTransaction(handle -> tables().forEach(table -> handle.execute("delete from " + table)));
    }

    static Stream<String> tenantTables() {
        return union(RESOURCES, OUTCOMES).stream();
    }

    @Test
    void theCatalogueShowsNoFlaw() {
        // Then
        assertThat(ReadModel.jdbi().<List<String>, RuntimeException>withHandle(RowLevelSecurityFlaws::of))
                .isEmpty();
    }

    @Test
    void everyTableOfTenantsIsSpokenOfHere() {
        // Then
        assertThat(tables()).containsExactlyInAnyOrderElementsOf(union(union(RESOURCES, OUTCOMES), UNSEEN));
    }

    @ParameterizedTest
    @MethodSource("tenantTables")
    void aTenantSeesItsOwnRowsWhateverItAsksFor(String table) {
        // Then
        assertThat(owners(Scope.tenant(ACME), table)).containsExactly(ACME);
        assertThat(owners(Scope.tenant(OTHER), table)).containsExactly(OTHER);
    }

    @ParameterizedTest
    @MethodSource("tenantTables")
    void anotherTenantsRowsCannotBeAskedForByName(String table) {
        // When
        List<UUID> found = database.read(
                Scope.tenant(ACME),
                handle -> handle.select(
                                "select " + owner(table) + " from " + table + " where " + owner(table) + " = ? or true",
                                OTHER)
                        .mapTo(UUID.class)
                        .list());

        // Then
        assertThat(found).doesNotContain(OTHER);
    }

    @ParameterizedTest
    @MethodSource("tenantTables")
    void aTenantThatIsNotNamedSeesNothing(String table) {
        // When
        List<UUID> seen = asBridge(handle -> {
            handle.execute("set local role provisioning_tenant");
            return handle.select("select " + owner(table) + " from " + table)
                    .mapTo(UUID.class)
                    .list();
        });

        // Then
        assertThat(seen).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("tenantTables")
    void thePlatformSeesAll(String table) {
        // Then
        assertThat(owners(Scope.PLATFORM, table)).containsExactlyInAnyOrder(ACME, OTHER);
    }

    @ParameterizedTest
    @FieldSource("SCOPES")
    void aScopeReadsItsTablesAlone(Scope scope) {
        // Given
        Set<String> readable = new TreeSet<>();

        // When
        for (String table : everyTable()) {
            boolean granted = ReadModel.jdbi()
                    .withHandle(handle -> handle.select(
                                    "select has_any_column_privilege(?, ?, 'select')", scope.role(), table)
                            .mapTo(Boolean.class)
                            .one());
            if (granted) {
                readable.add(table);
            } else {
                assertRefused(() -> read(scope, "select from " + table), PERMISSION_DENIED);
            }
        }

        // Then
        assertThat(readable).containsExactlyInAnyOrderElementsOf(READABLE.getOrDefault(scope, Set.of()));
    }

    @Test
    void nothingIsReadWithoutAScope() {
        // Then
        everyTable()
                .forEach(table -> assertRefused(
                        () -> asBridge(handle ->
                                handle.select("select from " + table).mapToMap().list()),
                        PERMISSION_DENIED));
    }

    @ParameterizedTest
    @CsvSource({"customers, email", "customers, webhook_uri", "customers, *"})
    void whoAuthenticatesSeesNoMoreOfCustomersThanThatTakes(String table, String column) {
        // Then
        assertThatNoException()
                .isThrownBy(() -> read(
                        Scope.AUTHENTICATION,
                        "select id, status, tm_deletion_scheduled, tm_create, tm_delete from " + table));
        assertRefused(() -> read(Scope.AUTHENTICATION, "select " + column + " from " + table), PERMISSION_DENIED);
    }

    @Test
    void whoAuthenticatesSeesCredentialsOfAll() {
        // Then
        assertThat(owners(Scope.AUTHENTICATION, "credentials")).containsExactlyInAnyOrder(ACME, OTHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"customer_id", "id", "*", "name", "ctid"})
    void ofNumbersInUseOnlyTheNumberShows(String column) {
        // Then
        assertThat(read(Scope.NUMBERS_IN_USE, "select number from numbers")).hasSize(2);
        assertRefused(() -> read(Scope.NUMBERS_IN_USE, "select " + column + " from numbers"), PERMISSION_DENIED);
    }

    @ParameterizedTest
    @FieldSource("SCOPES")
    void aReadCannotWrite(Scope scope) {
        // Then
        READABLE.getOrDefault(scope, Set.of())
                .forEach(table -> assertRefused(() -> delete(scope, table), READ_ONLY_TRANSACTION));
        assertRefused(
                () -> database.read(scope, handle -> handle.execute("create temporary table mine (id uuid)")),
                READ_ONLY_TRANSACTION);
    }

    @ParameterizedTest
    @FieldSource("SCOPES")
    void aScopeMayNotWriteOutsideOfAReadEither(Scope scope) {
        // Then
        everyTable()
                .forEach(table -> assertRefused(
                        () -> asBridge(handle -> {
                            handle.execute("set local role " + scope.role());
                            return handle.execute("delete from " + table);
                        }),
                        PERMISSION_DENIED));
    }

    @ParameterizedTest
    // Of billing accounts a customer has one: no list of its own, and any index will do.
    @ValueSource(strings = {"agents", "numbers", "flows", "queues", "tags", "accesskeys"})
    void theIndexOfAListServesUnderThePolicy(String table) {
        // When
        List<String> plan = database.read(Scope.tenant(ACME), handle -> {
            handle.execute("set local enable_seqscan = off");
            handle.execute("set local enable_bitmapscan = off");
            return handle.select(
                            "explain (costs off) select id from " + table + " where customer_id = ?"
                                    + " and (tm_create, id) < (now(), ?) order by tm_create desc, id desc limit 9",
                            ACME,
                            OTHER)
                    .mapTo(String.class)
                    .list();
        });

        // Then
        assertThat(plan)
                .noneMatch(line -> line.contains("Sort"))
                .anyMatch(line -> line.contains("Index Cond") && line.contains("customer_id") && line.contains("ROW("));
    }

    @Test
    void aBridgeThatMayTakeOnNoRoleSaysThatItIsNotReady() {
        // Given
        ReadModel.execute("create role stranger login");

        // When
        boolean answers;
        try (Database strangers =
                Database.open("test", ReadModel.url(), "stranger", new Secret(""), 1, new SimpleMeterRegistry())) {
            answers = strangers.answers();
        } finally {
            ReadModel.execute("drop role stranger");
        }

        // Then
        assertThat(answers).isFalse();
        assertThat(database.answers()).isTrue();
    }

    @Test
    void aFailureDoesNotShowWhatWasAskedFor() {
        // Then
        assertThatExceptionOfType(StatementException.class)
                .isThrownBy(() -> database.read(
                        Scope.tenant(ACME),
                        handle -> handle.createQuery("select from credentials where password_hash = :hash")
                                .bind("hash", "the-hash-of-a-password")
                                .mapToMap()
                                .list()))
                .satisfies(failure -> assertThat(failure).hasMessageContaining("permission denied"))
                .satisfies(failure -> assertThat(failure.toString()).doesNotContain("the-hash-of-a-password"));
    }

    @Test
    void aScopeDoesNotOutliveItsRead() {
        // Given
        database.read(Scope.PLATFORM, handle -> handle.execute("select 1"));

        // When
        List<UUID> next = owners(Scope.tenant(ACME), "agents");

        // Then
        assertThat(next).containsExactly(ACME);
        assertThat(owners(Scope.tenant(OTHER), "agents")).containsExactly(OTHER);
    }

    @Test
    void aTenantsScopeDoesNotOutliveAReadThatFails() {
        // Given
        assertRefused(() -> read(Scope.tenant(ACME), "select from credentials"), PERMISSION_DENIED);

        // Then
        assertThat(owners(Scope.tenant(OTHER), "agents")).containsExactly(OTHER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alter table tags disable row level security                   | tags holds rows of tenants without",
                "drop policy tenant on queues                                  | provisioning_tenant may read queues without a policy",
                "drop policy outcomes on command_results                       | provisioning_outcomes may read command_results without a policy",
                "alter policy tenant on flows using (true)                     | flows's policy for tenants does not ask",
                "create policy mine on flows for select using (true)           | flows has a policy for everybody",
                "create table notes (customer_id uuid)                         | notes holds rows of tenants without",
                "create view everybody as select * from agents                 | everybody holds rows of tenants without",
                "create materialized view copies as select * from agents       | copies holds rows of tenants without",
                "grant select on projection_offsets to provisioning_tenant     | provisioning_tenant may read projection_offsets, which",
                "grant select (username) on agents to provisioning_outcomes    | provisioning_outcomes may read agents without a policy",
                "grant select on credentials to provisioning_platform          | provisioning_platform may read credentials without a policy",
                "grant update (name) on tags to provisioning_tenant            | provisioning_tenant may change tags",
                "grant provisioning_tenant to api_bridge with inherit true     | api_bridge may read agents without a policy",
                "alter role provisioning_tenant bypassrls                      | provisioning_tenant is not bound"
            })
    void aPlantedFlawShows(String defect, String flaw) {
        // When
        List<String> flaws = ReadModel.jdbi().withHandle(handle -> {
            handle.begin();
            handle.execute(defect);
            List<String> found = RowLevelSecurityFlaws.of(handle);
            handle.rollback();
            return found;
        });

        // Then
        assertThat(flaws).anyMatch(found -> found.startsWith(flaw));
    }

    @ParameterizedTest
    @MethodSource("tenantTables")
    void withoutRowLevelSecurityATenantWouldSeeAll(String table) {
        // When
        List<UUID> seen = ReadModel.jdbi().withHandle(handle -> {
            handle.begin();
            handle.execute("alter table " + table + " disable row level security");
            handle.execute("set local role provisioning_tenant");
            handle.execute("select set_config('provisioning.customer_id', ?, true)", ACME.toString());
            List<UUID> owners = handle.select("select " + owner(table) + " from " + table)
                    .mapTo(UUID.class)
                    .list();
            handle.rollback();
            return owners;
        });

        // Then
        assertThat(seen).containsExactlyInAnyOrder(ACME, OTHER);
    }

    @ParameterizedTest
    @MethodSource("wholeScopes")
    void aDatabaseForOneScopeShowsItsTablesAndNoOther(Scope.Whole scope) {
        // Given
        Set<String> readable = READABLE.getOrDefault(scope, Set.of());
        try (Database own = onlyFor(scope)) {
            // Then
            assertThat(everyTable()).allSatisfy(table -> {
                if (readable.contains(table)) {
                    assertThat(count(own, scope, table)).isPositive();
                } else {
                    assertRefused(() -> count(own, scope, table), PERMISSION_DENIED);
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("wholeScopes")
    void aDatabaseForOneScopeCannotWrite(Scope.Whole scope) {
        try (Database own = onlyFor(scope)) {
            // Then
            assertRefused(
                    () -> own.read(scope, handle -> handle.execute("create temporary table mine (id uuid)")),
                    READ_ONLY_TRANSACTION);
        }
    }

    @Test
    void aDatabaseForOneScopeRefusesAnother() {
        try (Database own = onlyFor(Scope.AUTHENTICATION)) {
            // Then
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> count(own, Scope.PLATFORM, "customers"));
        }
    }

    @Test
    void aDatabaseForOneScopeEndsAStatementThatTakesTooLong() {
        try (Database own = onlyFor(Scope.AUTHENTICATION)) {
            // Then
            assertThatExceptionOfType(DatabaseUnavailableException.class)
                    .isThrownBy(() -> own.read(Scope.AUTHENTICATION, handle -> handle.execute("select pg_sleep(60)")));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFailureReachesTheCallerAsItIsOnAnyThread(boolean virtual) throws Exception {
        // Given
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread.Builder caller = virtual ? Thread.ofVirtual() : Thread.ofPlatform();

        // When
        caller.start(() -> {
                    try {
                        database.read(Scope.PLATFORM, handle -> {
                            throw new IllegalStateException("of the caller");
                        });
                    } catch (RuntimeException e) {
                        thrown.set(e);
                    }
                })
                .join();

        // Then
        assertThat(thrown.get()).isInstanceOf(IllegalStateException.class).hasMessage("of the caller");
    }

    static Stream<Scope.Whole> wholeScopes() {
        return Stream.of(Scope.PLATFORM, Scope.AUTHENTICATION, Scope.OUTCOMES, Scope.NUMBERS_IN_USE);
    }

    private static Database onlyFor(Scope.Whole scope) {
        return Database.openFor(
                scope, "only", ReadModel.url(), ReadModel.BRIDGE_ROLE, new Secret(""), 1, new SimpleMeterRegistry());
    }

    /** Of rows, with no column named: a scope may see some columns alone. */
    private static long count(Database database, Scope scope, String table) {
        return database.read(
                scope,
                handle -> handle.select("select count(*) from " + table)
                        .mapTo(Long.class)
                        .one());
    }

    private static List<UUID> owners(Scope scope, String table) {
        return database.read(
                scope,
                handle -> handle.select("select " + owner(table) + " from " + table)
                        .mapTo(UUID.class)
                        .list());
    }

    private static List<Map<String, Object>> read(Scope scope, String sql) {
        return database.read(scope, handle -> handle.select(sql).mapToMap().list());
    }

    private static int delete(Scope scope, String table) {
        return database.read(scope, handle -> handle.execute("delete from " + table));
    }

    /** In a transaction of the bridge's role that has taken on no other yet. */
    private static <T> T asBridge(HandleCallback<T, RuntimeException> callback) {
        return Jdbi.create(ReadModel.url(), ReadModel.BRIDGE_ROLE, "").inTransaction(callback);
    }

    private static void assertRefused(ThrowingCallable attempt, String state) {
        assertThatExceptionOfType(StatementException.class)
                .isThrownBy(attempt)
                .havingCause()
                .isInstanceOfSatisfying(
                        SQLException.class,
                        cause -> assertThat(cause.getSQLState()).isEqualTo(state));
    }

    private static String owner(String table) {
        return table.equals("customers") ? "id" : "customer_id";
    }

    private static Set<String> union(Set<String> left, Set<String> right) {
        Set<String> union = new TreeSet<>(left);
        union.addAll(right);
        return union;
    }

    /** Those that hold rows of tenants, as the catalogue has them. */
    private static List<String> tables() {
        return ReadModel.jdbi()
                .withHandle(handle -> handle.select("""
                                select distinct table_name from information_schema.columns
                                where table_schema = 'public' and (column_name = 'customer_id' or table_name = 'customers')
                                order by 1""").mapTo(String.class).list());
    }

    private static List<String> everyTable() {
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
