package net.voipbin.provisioning.bridge.database;

import static net.voipbin.provisioning.bridge.database.TwoTenants.ACME;
import static net.voipbin.provisioning.bridge.database.TwoTenants.OTHER;
import static net.voipbin.provisioning.bridge.database.TwoTenants.PERMISSION_DENIED;
import static net.voipbin.provisioning.bridge.database.TwoTenants.READABLE;
import static net.voipbin.provisioning.bridge.database.TwoTenants.READ_ONLY_TRANSACTION;
import static net.voipbin.provisioning.bridge.database.TwoTenants.assertRefused;
import static net.voipbin.provisioning.bridge.database.TwoTenants.count;
import static net.voipbin.provisioning.bridge.database.TwoTenants.everyTable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import net.voipbin.provisioning.bridge.ReadModel;
import net.voipbin.provisioning.settings.Secret;
import org.jdbi.v3.core.statement.StatementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A database whose every read takes on one scope. */
class DatabaseTest {

    @RegisterExtension
    static final TwoTenants tenants = new TwoTenants();

    @Test
    void shouldNotAnswerWhenItsUserMayTakeOnNoRole() {
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
        assertThat(tenants.database().answers()).isTrue();
    }

    @Test
    void shouldNotShowWhatWasAskedForWhenAReadFails() {
        // Then
        assertThatExceptionOfType(StatementException.class)
                .isThrownBy(() -> tenants.database()
                        .read(
                                Scope.tenant(ACME),
                                handle -> handle.createQuery("select from credentials where password_hash = :hash")
                                        .bind("hash", "the-hash-of-a-password")
                                        .mapToMap()
                                        .list()))
                .satisfies(failure -> assertThat(failure).hasMessageContaining("permission denied"))
                .satisfies(failure -> assertThat(failure.toString()).doesNotContain("the-hash-of-a-password"));
    }

    @Test
    void shouldLeaveAScopeWithItsRead() {
        // Given
        tenants.database().read(Scope.PLATFORM, handle -> handle.execute("select 1"));

        // When
        List<UUID> next = tenants.owners(Scope.tenant(ACME), "agents");

        // Then
        assertThat(next).containsExactly(ACME);
        assertThat(tenants.owners(Scope.tenant(OTHER), "agents")).containsExactly(OTHER);
    }

    @Test
    void shouldLeaveATenantsScopeWhenItsReadFails() {
        // Given
        assertRefused(() -> tenants.read(Scope.tenant(ACME), "select from credentials"), PERMISSION_DENIED);

        // Then
        assertThat(tenants.owners(Scope.tenant(OTHER), "agents")).containsExactly(OTHER);
    }

    @ParameterizedTest
    @MethodSource("wholeScopes")
    void shouldShowTheTablesOfItsOneScopeAndNoOther(Scope.Whole scope) {
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
    void shouldRefuseToWriteWhenItIsForOneScope(Scope.Whole scope) {
        try (Database own = onlyFor(scope)) {
            // Then
            assertRefused(
                    () -> own.read(scope, handle -> handle.execute("create temporary table mine (id uuid)")),
                    READ_ONLY_TRANSACTION);
        }
    }

    @Test
    void shouldRefuseAnotherScopeWhenItIsForOne() {
        try (Database own = onlyFor(Scope.AUTHENTICATION)) {
            // Then
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> count(own, Scope.PLATFORM, "customers"));
        }
    }

    @Test
    void shouldEndAStatementThatTakesTooLongWhenItIsForOneScope() {
        try (Database own = onlyFor(Scope.AUTHENTICATION)) {
            // Then
            assertThatExceptionOfType(DatabaseUnavailableException.class)
                    .isThrownBy(() -> own.read(Scope.AUTHENTICATION, handle -> handle.execute("select pg_sleep(60)")));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldThrowTheCallersFailureAsItIsOnAnyThread(boolean virtual) throws Exception {
        // Given
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread.Builder caller = virtual ? Thread.ofVirtual() : Thread.ofPlatform();

        // When
        caller.start(() -> {
                    try {
                        tenants.database().read(Scope.PLATFORM, handle -> {
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
}
