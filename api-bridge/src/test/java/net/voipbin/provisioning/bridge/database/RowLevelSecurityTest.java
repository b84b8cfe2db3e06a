package net.voipbin.provisioning.bridge.database;

import static net.voipbin.provisioning.bridge.database.TwoTenants.ACME;
import static net.voipbin.provisioning.bridge.database.TwoTenants.OTHER;
import static net.voipbin.provisioning.bridge.database.TwoTenants.OUTCOMES;
import static net.voipbin.provisioning.bridge.database.TwoTenants.PERMISSION_DENIED;
import static net.voipbin.provisioning.bridge.database.TwoTenants.READABLE;
import static net.voipbin.provisioning.bridge.database.TwoTenants.READ_ONLY_TRANSACTION;
import static net.voipbin.provisioning.bridge.database.TwoTenants.RESOURCES;
import static net.voipbin.provisioning.bridge.database.TwoTenants.UNSEEN;
import static net.voipbin.provisioning.bridge.database.TwoTenants.asBridge;
import static net.voipbin.provisioning.bridge.database.TwoTenants.assertRefused;
import static net.voipbin.provisioning.bridge.database.TwoTenants.everyTable;
import static net.voipbin.provisioning.bridge.database.TwoTenants.owner;
import static net.voipbin.provisioning.bridge.database.TwoTenants.tables;
import static net.voipbin.provisioning.bridge.database.TwoTenants.union;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import net.voipbin.provisioning.bridge.ReadModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * PostgreSQL itself keeps tenants apart, whatever a query asks for. The tables are read from its catalogue, and each
 * holds one row of either tenant.
 */
class RowLevelSecurityTest {

    @RegisterExtension
    static final TwoTenants tenants = new TwoTenants();

    static Stream<String> tenantTables() {
        return union(RESOURCES, OUTCOMES).stream();
    }

    static Stream<Scope> scopes() {
        return READABLE.keySet().stream();
    }

    @Test
    void shouldShowNoFlawInTheCatalogue() {
        // Then
        assertThat(ReadModel.jdbi().<List<String>, RuntimeException>withHandle(RowLevelSecurityFlaws::of))
                .isEmpty();
    }

    @Test
    void shouldCoverEveryTableOfTenants() {
        // Then
        assertThat(tables()).containsExactlyInAnyOrderElementsOf(union(union(RESOURCES, OUTCOMES), UNSEEN));
    }

    @ParameterizedTest
    @MethodSource("tenantTables")
    void shouldShowATenantItsOwnRowsWhateverItAsksFor(String table) {
        // Then
        assertThat(tenants.owners(Scope.tenant(ACME), table)).containsExactly(ACME);
        assertThat(tenants.owners(Scope.tenant(OTHER), table)).containsExactly(OTHER);
    }

    @ParameterizedTest
    @MethodSource("tenantTables")
    void shouldShowNoRowsWhenATenantAsksForAnothersByName(String table) {
        // When
        List<UUID> found = tenants.database()
                .read(
                        Scope.tenant(ACME),
                        handle -> handle.select(
                                        "select " + owner(table) + " from " + table + " where " + owner(table)
                                                + " = ? or true",
                                        OTHER)
                                .mapTo(UUID.class)
                                .list());

        // Then
        assertThat(found).doesNotContain(OTHER);
    }

    @ParameterizedTest
    @MethodSource("tenantTables")
    void shouldShowNothingWhenNoTenantIsNamed(String table) {
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
    void shouldShowThePlatformAll(String table) {
        // Then
        assertThat(tenants.owners(Scope.PLATFORM, table)).containsExactlyInAnyOrder(ACME, OTHER);
    }

    @ParameterizedTest
    @MethodSource("scopes")
    void shouldLetAScopeReadItsTablesAlone(Scope scope) {
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
                assertRefused(() -> tenants.read(scope, "select from " + table), PERMISSION_DENIED);
            }
        }

        // Then
        assertThat(readable).containsExactlyInAnyOrderElementsOf(READABLE.getOrDefault(scope, Set.of()));
    }

    @Test
    void shouldReadNothingWithoutAScope() {
        // Then
        everyTable()
                .forEach(table -> assertRefused(
                        () -> asBridge(handle ->
                                handle.select("select from " + table).mapToMap().list()),
                        PERMISSION_DENIED));
    }

    @ParameterizedTest
    @CsvSource({"customers, email", "customers, webhook_uri", "customers, *"})
    void shouldShowNoMoreOfCustomersThanAuthenticationTakes(String table, String column) {
        // Then
        assertThatNoException()
                .isThrownBy(() -> tenants.read(
                        Scope.AUTHENTICATION,
                        "select id, status, tm_deletion_scheduled, tm_create, tm_delete from " + table));
        assertRefused(
                () -> tenants.read(Scope.AUTHENTICATION, "select " + column + " from " + table), PERMISSION_DENIED);
    }

    @Test
    void shouldShowTheCredentialsOfAllToAuthentication() {
        // Then
        assertThat(tenants.owners(Scope.AUTHENTICATION, "credentials")).containsExactlyInAnyOrder(ACME, OTHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"customer_id", "id", "*", "name", "ctid"})
    void shouldShowOnlyTheNumberOfNumbersInUse(String column) {
        // Then
        assertThat(tenants.read(Scope.NUMBERS_IN_USE, "select number from numbers"))
                .hasSize(2);
        assertRefused(
                () -> tenants.read(Scope.NUMBERS_IN_USE, "select " + column + " from numbers"), PERMISSION_DENIED);
    }

    @ParameterizedTest
    @MethodSource("scopes")
    void shouldRefuseToWriteInARead(Scope scope) {
        // Then
        READABLE.getOrDefault(scope, Set.of())
                .forEach(table -> assertRefused(() -> tenants.delete(scope, table), READ_ONLY_TRANSACTION));
        assertRefused(
                () -> tenants.database().read(scope, handle -> handle.execute("create temporary table mine (id uuid)")),
                READ_ONLY_TRANSACTION);
    }

    @ParameterizedTest
    @MethodSource("scopes")
    void shouldRefuseAScopeToWriteOutsideOfARead(Scope scope) {
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
    void shouldUseTheIndexOfAListUnderThePolicy(String table) {
        // When
        List<String> plan = tenants.database().read(Scope.tenant(ACME), handle -> {
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
    void shouldNoticeAPlantedFlaw(String defect, String flaw) {
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
    void shouldShowATenantAllWhenRowLevelSecurityIsOff(String table) {
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
}
