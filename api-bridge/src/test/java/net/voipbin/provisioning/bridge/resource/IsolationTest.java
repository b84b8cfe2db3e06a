package net.voipbin.provisioning.bridge.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import net.voipbin.provisioning.bridge.Bridge;
import net.voipbin.provisioning.bridge.Bridge.Reply;
import net.voipbin.provisioning.bridge.ReadModel;
import net.voipbin.provisioning.bridge.ReadModel.Tenant;
import net.voipbin.provisioning.bridge.auth.Permission;
import net.voipbin.provisioning.bridge.route.Route;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** For a tenant nothing of another tenant exists, whichever route it takes: every one of the route table is tried. */
class IsolationTest {

    /** Holds every field that any route requires, in a form that gets past the bridge. */
    private static final String BODY = """
            {"username":"x@x.example","password":"long enough","email":"x@x.example","number":"+15550001111","name":"x",
            "reason":"x","status":"available","permission":16,"tag_ids":[],"addresses":[],"routing_method":"random",
            "balance":1,"plan_type":"basic","billing_account_id":"00000000-0000-4000-8000-000000000009",
            "identity_verification_status":"verified","confirmation_phrase":"DELETE"}""";

    @RegisterExtension
    static final Bridge bridge = new Bridge();

    private Tenant acme;
    private Tenant other;
    private ReadModel.Belongings others;

    @BeforeEach
    void populate() {
        ReadModel.tenant(ReadModel.PLATFORM, Permission.SUPER_ADMIN);
        acme = ReadModel.tenant(UUID.randomUUID(), Permission.CUSTOMER_ADMIN);
        other = ReadModel.tenant(UUID.randomUUID(), Permission.CUSTOMER_ADMIN);
        others = ReadModel.belongings(other);
    }

    static Stream<Route.Guarded> routesToOneResource() {
        return guardedRoutes().filter(route -> route.pattern().toString().contains("{id}"));
    }

    static Stream<Route.Guarded> routesToOnesOwn() {
        return guardedRoutes().filter(route -> !route.pattern().toString().contains("{id}"));
    }

    private static Stream<Route.Guarded> guardedRoutes() {
        return bridge.routes().routes().stream()
                .filter(Route.Guarded.class::isInstance)
                .map(Route.Guarded.class::cast);
    }

    @ParameterizedTest
    @MethodSource("routesToOneResource")
    void shouldAnswerAlikeWhenAnIdIsAnotherTenantsAndWhenItIsUnknown(Route.Guarded route) {
        // When
        Reply theirs = as(acme, route, idOf(route));
        Reply unknown = as(acme, route, UUID.randomUUID());

        // Then
        String expected =
                route.admission().wanted() == Permission.SUPER_ADMIN ? "PERMISSION_DENIED" : "RESOURCE_NOT_FOUND";
        assertThat(theirs.reason()).isEqualTo(expected);
        assertThat(withoutRequestId(theirs)).isEqualTo(withoutRequestId(unknown));
        assertThat(bridge.provisioner().published()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("routesToOneResource")
    void shouldFindNothingOfAnotherTenantByAnIdempotencyKey(Route.Guarded route) {
        // Given
        bridge.provisioner().refuse("RESOURCE_NOT_FOUND", Map.of());

        // When
        Reply reply = as(
                acme, route, idOf(route), "Idempotency-Key", UUID.randomUUID().toString());

        // Then
        assertThat(reply.reason()).isIn("RESOURCE_NOT_FOUND", "PERMISSION_DENIED");
        assertThat(bridge.provisioner().published()).allSatisfy(command -> {
            assertThat(command.getCustomerId()).isEqualTo(acme.id());
            assertThat(command.getUpdateCustomer()).isNull();
            assertThat(command.getUpdateCustomerMetadata()).isNull();
            assertThat(command.getUpdateCustomerBillingAccountId()).isNull();
            assertThat(command.getUpdateBillingAccount()).isNull();
            assertThat(command.getUpdatePaymentInfo()).isNull();
        });
    }

    @ParameterizedTest
    @MethodSource("routesToOneResource")
    void shouldLetTheOwnerReachEachOfThemWithTheSameRequest(Route.Guarded route) {
        // Given
        bridge.provisioner().refuse("STATE_INVALID", Map.of());

        // When
        Reply reply = as(other, route, idOf(route));

        // Then
        assertThat(reply.reason()).isIn("", "STATE_INVALID", "PERMISSION_DENIED");
        assertThat(reply.reason().equals("PERMISSION_DENIED"))
                .isEqualTo(route.admission().wanted() == Permission.SUPER_ADMIN);
    }

    @ParameterizedTest
    @MethodSource("routesToOnesOwn")
    void shouldShowAndTouchNothingOfAnotherTenantWhenNoIdIsGiven(Route.Guarded route) {
        // Given
        bridge.provisioner().refuse("STATE_INVALID", Map.of());

        // When
        Reply reply = as(acme, route, other.id());

        // Then
        assertThat(reply.text()).doesNotContain(others.texts());
        assertThat(bridge.provisioner().published())
                .allSatisfy(command -> assertThat(command.getCustomerId()).isEqualTo(acme.id()));
    }

    @ParameterizedTest
    @MethodSource("routesToOnesOwn")
    void shouldLetATenantNameItsOwnCustomerOnly(Route.Guarded route) {
        // When
        Reply reply = bridge.send(
                route.method(),
                route.pattern() + "?customer_id=" + other.id(),
                BODY.replace("{\"username\"", "{\"customer_id\":\"" + other.id() + "\",\"username\""),
                "Authorization",
                "Bearer " + Bridge.token(acme));

        // Then
        assertThat(reply.text()).doesNotContain(others.texts());
        assertThat(bridge.provisioner().published())
                .allSatisfy(command -> assertThat(command.getCustomerId()).isEqualTo(acme.id()));
    }

    @Test
    void shouldHaveWhatIsLookedFor() {
        // When
        String theirs = Stream.of("agents", "numbers", "flows", "queues", "tags", "accesskeys", "billing_accounts")
                .map(list -> bridge.get("/v1.0/" + list + "?token=" + Bridge.token(other))
                        .text())
                .reduce("", String::concat);

        // Then
        assertThat(theirs).contains(others.texts());
    }

    /** Another tenant's resource of the type that the route is about. */
    private UUID idOf(Route route) {
        String type = route.pattern().toString().split("/", -1)[2];
        return switch (type) {
            case "customers" -> other.id();
            case "agents" -> other.agentId();
            case "billing_accounts" -> other.billingAccountId();
            case "numbers" -> others.numberId();
            case "flows" -> others.flowId();
            case "queues" -> others.queueId();
            case "tags" -> others.tagId();
            case "accesskeys" -> others.accessKeyId();
            case "commands" -> commandOf(other);
            default -> fail("no row of another tenant for the route " + route.pattern());
        };
    }

    private static UUID commandOf(Tenant tenant) {
        Reply accepted = bridge.send(
                "PUT",
                "/v1.0/customer",
                "{\"name\":\"x\"}",
                "Prefer",
                "respond-async",
                "Authorization",
                "Bearer " + Bridge.token(tenant));
        Awaitility.await().until(() -> ReadModel.count("command_results") == 1);
        bridge.provisioner().reset();
        return UUID.fromString(accepted.json().path("id").asText());
    }

    private static Reply as(Tenant tenant, Route route, UUID id, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Authorization";
        all[headers.length + 1] = "Bearer " + Bridge.token(tenant);
        return bridge.send(
                route.method(),
                route.pattern().toString().replace("{id}", id.toString()),
                route.method().equals("GET") ? "" : BODY,
                all);
    }

    private static String withoutRequestId(Reply reply) {
        return reply.text().replaceAll("\"request_id\":\"[^\"]*\"", "");
    }
}
