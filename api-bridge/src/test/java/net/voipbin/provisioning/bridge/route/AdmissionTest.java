package net.voipbin.provisioning.bridge.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Stream;
import net.voipbin.provisioning.bridge.Bridge;
import net.voipbin.provisioning.bridge.Bridge.Reply;
import net.voipbin.provisioning.bridge.ReadModel;
import net.voipbin.provisioning.bridge.ReadModel.Tenant;
import net.voipbin.provisioning.bridge.auth.Permission;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which callers the routes take, with a real PostgreSQL behind the bridge. */
class AdmissionTest {

    @RegisterExtension
    static final Bridge bridge = new Bridge();

    private Tenant platform;
    private Tenant acme;

    @BeforeEach
    void populate() {
        platform = ReadModel.tenant(ReadModel.PLATFORM, Permission.SUPER_ADMIN);
        acme = ReadModel.tenant(UUID.randomUUID(), Permission.CUSTOMER_ADMIN);
    }

    static Stream<Route.Guarded> guardedRoutes() {
        return bridge.routes().routes().stream()
                .filter(Route.Guarded.class::isInstance)
                .map(Route.Guarded.class::cast);
    }

    private static String path(Route route, UUID id) {
        return route.pattern().toString().replace("{id}", id.toString());
    }

    @ParameterizedTest
    @MethodSource("guardedRoutes")
    void shouldWantACredentialOnEveryGuardedRoute(Route.Guarded route) {
        // When
        Reply reply = bridge.send(route.method(), path(route, acme.id()), "{}");

        // Then
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.reason()).isEqualTo("AUTHENTICATION_REQUIRED");
    }

    @ParameterizedTest
    @MethodSource("guardedRoutes")
    void shouldDenyAnAgentWithoutThePermissionThatTheRouteWants(Route.Guarded route) {
        // Given
        Tenant plain = ReadModel.tenant(UUID.randomUUID(), Permission.CUSTOMER_AGENT);

        // When
        Reply reply = bridge.as(plain, route.method(), path(route, plain.id()), "{}");

        // Then
        assertThat(reply.reason().equals("PERMISSION_DENIED"))
                .isEqualTo(route.admission().wanted() != Admission.NO_PERMISSION);
    }

    @Test
    void shouldDenyATenantWhatIsForSuperAdminsWhateverTheId() {
        // When
        Reply own = bridge.as(acme, "DELETE", "/v1.0/customers/" + acme.id(), "");
        Reply malformed = bridge.as(acme, "DELETE", "/v1.0/customers/nonsense", "");

        // Then
        assertThat(own.reason()).isEqualTo("PERMISSION_DENIED");
        assertThat(malformed.reason()).isEqualTo("PERMISSION_DENIED");
    }

    @Test
    void shouldLetAManagerReadTheCustomerButNeitherChangeItNorSeeItsAccount() {
        // Given
        Tenant managed = ReadModel.tenant(UUID.randomUUID(), Permission.CUSTOMER_MANAGER);

        // When
        Reply read = bridge.get(managed, "/v1.0/customer");
        Reply written = bridge.as(managed, "PUT", "/v1.0/customer", "{}");
        Reply account = bridge.get(managed, "/v1.0/billing_accounts");

        // Then
        assertThat(read.status()).isEqualTo(200);
        assertThat(written.status()).isEqualTo(403);
        assertThat(account.status()).isEqualTo(403);
    }

    @Test
    void shouldLetTenantsReadAndNotWriteWhenTheirCustomerIsSuspended() {
        // Given
        ReadModel.execute("update customers set status = 'suspended' where id = ?", acme.id());

        // When
        Reply read = bridge.get(acme, "/v1.0/customer");
        Reply written = bridge.as(acme, "PUT", "/v1.0/customer", "{}");
        Reply byAdmin = bridge.as(platform, "PUT", "/v1.0/customers/" + acme.id(), "{}");

        // Then
        assertThat(read.status()).isEqualTo(200);
        assertThat(written.reason()).isEqualTo("ACCOUNT_SUSPENDED");
        assertThat(byAdmin.status()).isEqualTo(200);
    }

    @Test
    void shouldTellTenantsWhenAndHowToComeBackWhenTheirCustomerIsFrozen() {
        // Given
        ReadModel.execute(
                "update customers set status = 'frozen', tm_deletion_scheduled = '2026-03-01T00:00:00Z' where id = ?",
                acme.id());

        // When
        Reply reply = bridge.get(acme, "/v1.0/customer");

        // Then
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.json().path("error").path("details").toString())
                .isEqualTo(
                        "{\"deletion_effective_at\":\"2026-03-31T00:00:00.000000Z\",\"deletion_scheduled_at\":\"2026-03-01T00:00:00.000000Z\",\"recovery_endpoint\":\"DELETE /auth/unregister\"}");
    }

    @Test
    void shouldKnowNoAgentWhenItsCustomerIsDeleted() {
        // Given
        ReadModel.execute("update customers set tm_delete = now() where id = ?", acme.id());

        // When
        Reply reply = bridge.get(acme, "/v1.0/customer");

        // Then
        assertThat(reply.reason()).isEqualTo("INVALID_CREDENTIALS");
    }

    @Test
    void shouldLetTheFirstCredentialPresentDecideAndTakeAnEmptyOneForAbsent() {
        // When
        Reply badFirst = bridge.get(acme, "/v1.0/customer?token=bad");
        Reply emptyFirst = bridge.get(acme, "/v1.0/customer?token=");
        Reply cookie = bridge.get("/v1.0/customer", "Cookie", "a=b; token=" + Bridge.token(acme));
        Reply accessKey = bridge.get("/v1.0/customer?accesskey=vb_x");
        Reply keyInCookie = bridge.get("/v1.0/customer", "Cookie", "accesskey=vb_x");

        // Then
        assertThat(badFirst.reason()).isEqualTo("INVALID_CREDENTIALS");
        assertThat(emptyFirst.status()).isEqualTo(200);
        assertThat(cookie.status()).isEqualTo(200);
        assertThat(accessKey.reason()).isEqualTo("INVALID_CREDENTIALS");
        assertThat(keyInCookie.reason()).isEqualTo("INVALID_CREDENTIALS");
    }
}
