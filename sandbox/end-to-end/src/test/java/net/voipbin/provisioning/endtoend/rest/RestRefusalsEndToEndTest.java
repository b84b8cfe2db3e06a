package net.voipbin.provisioning.endtoend.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.bridge.auth.Tokens;
import net.voipbin.provisioning.domain.customer.GuestAgent;
import net.voipbin.provisioning.endtoend.rest.RestBed.Tenant;
import net.voipbin.provisioning.endtoend.rest.RestClient.Reply;
import net.voipbin.provisioning.settings.Secret;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API refuses, and in which words. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RestRefusalsEndToEndTest {

    private RestBed bed;
    private Tenant tenant;
    private Tenant other;

    @BeforeAll
    void open() {
        bed = RestBed.shared();
        tenant = bed.newTenant();
        other = bed.newTenant();
    }

    @Test
    void shouldAnswerAnErrorInTheEnvelopeWithTheRequestsId() {
        // When
        Reply refused = tenant.client().get("/v1.0/customers/" + other.id(), "X-Request-Id", "my-request");

        // Then
        JsonNode error = refused.json().path("error");
        assertThat(error.path("status").asText()).isEqualTo("NOT_FOUND");
        assertThat(error.path("reason").asText()).isEqualTo("RESOURCE_NOT_FOUND");
        assertThat(error.path("request_id").asText()).isEqualTo("my-request");
        assertThat(error.path("message").asText()).isNotBlank().isEqualTo(refused.text("message"));
        assertThat(error.has("details")).isFalse();
        assertThat(refused.header("X-Request-Id")).isEqualTo("my-request");
        assertThat(refused.header("Content-Type")).startsWith("application/json");
    }

    @Test
    void shouldGiveARequestAnIdWhenItHasNone() {
        // When
        Reply answered = tenant.client().get("/v1.0/customer");
        Reply refused = bed.nobody().get("/v1.0/customer");

        // Then
        assertThat(answered.header("X-Request-Id")).isNotBlank();
        assertThat(refused.header("X-Request-Id"))
                .isNotBlank()
                .isEqualTo(refused.json().path("error").path("request_id").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1.0/customers/", "/v1.0/agents/", "/v1.0/billing_accounts/"})
    void shouldAnswerTheSameForAnotherTenantsResourceAsForNone(String path) {
        // Given
        UUID id = switch (path) {
            case "/v1.0/agents/" -> GuestAgent.idOf(other.id());
            case "/v1.0/billing_accounts/" ->
                UUID.fromString(other.client().get("/v1.0/customer").text("billing_account_id"));
            default -> other.id();
        };
        assertThat(other.client().get(path + id).status()).isEqualTo(200);

        // When
        Reply others = tenant.client().get(path + id, "X-Request-Id", "same");
        Reply unknown = tenant.client().get(path + UUID.randomUUID(), "X-Request-Id", "same");

        // Then
        assertThat(others.status()).isEqualTo(404);
        assertThat(others.text()).isEqualTo(unknown.text());
    }

    @Test
    void shouldRefuseAChangeOfAnotherTenantsCustomer() {
        // When
        Reply refused = tenant.client().put("/v1.0/customers/" + other.id(), "{\"name\": \"Mine\"}");

        // Then
        assertThat(refused.reason()).isEqualTo("RESOURCE_NOT_FOUND");
        assertThat(other.client().get("/v1.0/customer").text("name")).isEqualTo("Acme Corporation");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    POST   | /v1.0/customers          | {"email": "a@b.example"}
                    DELETE | /v1.0/customers/OWN      |
                    DELETE | /v1.0/customers/OTHER    |
                    DELETE | /v1.0/customers/UNKNOWN  |
                    POST   | /auth/delegate           | {"customer_id": "OTHER"}
                    GET    | /v1.0/agents?customer_id=OTHER           |
                    GET    | /v1.0/billing_accounts?customer_id=OTHER |
                    """)
    void shouldRefuseATenantWhatIsForSuperAdmins(String method, String path, String body) {
        // When
        Reply refused = tenant.client()
                .send(method, filled(path), Optional.ofNullable(body).map(this::filled));

        // Then
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.reason()).isEqualTo("PERMISSION_DENIED");
    }

    @Test
    void shouldAskForACredentialWhenARequestHasNone() {
        // When
        Reply none = bed.nobody().get("/v1.0/customer");
        Reply empty = bed.nobody().get("/v1.0/customer?token=");

        // Then
        assertThat(none.status()).isEqualTo(401);
        assertThat(none.reason()).isEqualTo("AUTHENTICATION_REQUIRED");
        assertThat(empty.reason()).isEqualTo("AUTHENTICATION_REQUIRED");
    }

    @Test
    void shouldRefuseAnInvalidCredential() {
        // Given
        UUID guest = GuestAgent.idOf(tenant.id());
        Secret ours = bed.system().secrets().bridgeTokenKey();
        String good = tenant.client().token();
        String ofAnotherKey =
                new Tokens(new Secret("k".repeat(64)), Duration.ofDays(1), Clock.systemUTC()).issue(tenant.id(), guest);
        String expired = new Tokens(ours, Duration.ofDays(1), Clock.offset(Clock.systemUTC(), Duration.ofDays(-2)))
                .issue(tenant.id(), guest);
        String ofNoAgent = bed.tokens().issue(tenant.id(), UUID.randomUUID());
        String ofAnothersAgent = bed.tokens().issue(other.id(), guest);
        String byNoSuperAdmin = bed.tokens().issueDelegated(tenant.id(), guest, GuestAgent.idOf(other.id()));
        String unsigned = good.substring(0, good.lastIndexOf('.') + 1);

        // When
        String[] bad = {"no-token", ofAnotherKey, expired, ofNoAgent, ofAnothersAgent, byNoSuperAdmin, unsigned};

        // Then
        assertThat(bad).allSatisfy(token -> {
            Reply refused = bed.nobody().with(token).get("/v1.0/customer");
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.reason()).isEqualTo("INVALID_CREDENTIALS");
        });
    }

    @Test
    void shouldUseTheFirstCredential() {
        // When
        Reply badFirst = tenant.client().get("/v1.0/customer?token=bad");
        Reply goodFirst = bed.nobody()
                .get(
                        "/v1.0/customer?accesskey=vb_bad",
                        "Cookie",
                        "token=" + tenant.client().token());
        Reply accessKey = bed.nobody().get("/v1.0/customer?accesskey=vb_bad");

        // Then
        assertThat(badFirst.reason()).isEqualTo("INVALID_CREDENTIALS");
        assertThat(goodFirst.status()).isEqualTo(200);
        assertThat(accessKey.reason()).isEqualTo("INVALID_CREDENTIALS");
    }

    @Test
    void shouldRefuseAnEmailThatIsTakenInWhateverCase() {
        // When
        Reply refused = bed.admin()
                .post(
                        "/v1.0/customers",
                        "{\"email\": \"%s\"}".formatted(tenant.email().toUpperCase(Locale.ROOT)));
        Reply change = tenant.client()
                .put(
                        "/v1.0/customer",
                        "{\"email\": \"%s\"}".formatted(other.email().toUpperCase(Locale.ROOT)));

        // Then
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.reason()).isEqualTo("CUSTOMER_ALREADY_EXISTS");
        assertThat(refused.json().path("error").path("status").asText()).isEqualTo("ALREADY_EXISTS");
        assertThat(change.reason()).isEqualTo("CUSTOMER_ALREADY_EXISTS");
    }

    @Test
    void shouldRefuseAnIdThatIsTaken() {
        // When
        Reply refused = bed.admin().post("/v1.0/customers", """
                {"id": "%s", "email": "%s"}""".formatted(tenant.id(), RestBed.newEmail()));

        // Then
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.reason()).isEqualTo("CUSTOMER_ALREADY_EXISTS");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                            | MISSING_REQUEST_PARAMETER | email
                    {"email": null}                               | INVALID_ARGUMENT | email
                    {"email": 7}                                  | INVALID_ARGUMENT | email
                    {"email": ""}                                 | INVALID_EMAIL    | email
                    {"email": "no-at"}                            | INVALID_EMAIL    | email
                    {"email": "a@b..c"}                           | INVALID_EMAIL    | email
                    {"email": "a@b@c.example"}                    | INVALID_EMAIL    | email
                    {"email": "EMAIL", "id": "no-uuid"}           | INVALID_ARGUMENT | id
                    {"email": "EMAIL", "id": null}                | INVALID_ARGUMENT | id
                    {"email": "EMAIL", "id": "00000000-0000-0000-0000-000000000000"} | INVALID_ARGUMENT | id
                    {"email": "EMAIL", "name": null}              | INVALID_ARGUMENT | name
                    {"email": "EMAIL", "name": "\\u0000"}         | INVALID_ARGUMENT | name
                    {"email": "EMAIL", "name": "\\ud800"}         | INVALID_ARGUMENT | name
                    {"email": "EMAIL", "name": "LONG"}            | INVALID_ARGUMENT | name
                    {"email": "EMAIL", "phone_number": "5551234"} | INVALID_ARGUMENT | phone_number
                    {"email": "EMAIL", "phone_number": "+05551"}  | INVALID_ARGUMENT | phone_number
                    {"email": "EMAIL", "webhook_method": "PATCH"} | INVALID_ARGUMENT | webhook_method
                    {"email": "EMAIL", "webhook_uri": "ftp://x.example"} | INVALID_ARGUMENT | webhook_uri
                    """)
    void shouldNameTheInvalidFieldOfACreation(String body, String reason, String field) {
        // When
        Reply refused = bed.admin()
                .post(
                        "/v1.0/customers",
                        body.replace("EMAIL", RestBed.newEmail()).replace("LONG", "n".repeat(256)));

        // Then
        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.details().path("field").asText()).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"permission_ids": []}                                   | INVALID_ARGUMENT | permission_ids
                    {"permission_ids": ["customer_agent", "customer_agent"]} | INVALID_ARGUMENT | permission_ids
                    {"permission_ids": ["project_super_admin"]}              | INVALID_ARGUMENT | permission_ids
                    {"permission_ids": "customer_agent"}                     | INVALID_ARGUMENT | permission_ids
                    {"permission_ids": null}                                 | INVALID_ARGUMENT | permission_ids
                    {"detail": 1}                                            | INVALID_ARGUMENT | detail
                    {"email": ""}                                            | INVALID_EMAIL    | email
                    {"address": "LONG"}                                      | INVALID_ARGUMENT | address
                    """)
    void shouldNameTheInvalidFieldOfAChange(String body, String reason, String field) {
        // When
        Reply refused = tenant.client().put("/v1.0/customer", body.replace("LONG", "n".repeat(1_025)));

        // Then
        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.details().path("field").asText()).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{", "{} {}", "{\"name\": \"a\", \"name\": \"b\"}", "{'name': 'a'}"})
    void shouldRefuseABodyThatIsNotOneJsonObject(String body) {
        // When
        Reply refused = tenant.client().put("/v1.0/customer", body);

        // Then
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.reason()).isEqualTo("INVALID_JSON_BODY");
    }

    @Test
    void shouldRefuseMoreThanAHundredLevelsOfJson() {
        // When
        Reply hundred = tenant.client().put("/v1.0/customer", nested(100));
        Reply more = tenant.client().put("/v1.0/customer", nested(101));

        // Then
        assertThat(hundred.status()).as(hundred.text()).isEqualTo(200);
        assertThat(more.reason()).isEqualTo("INVALID_JSON_BODY");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1.0/customers/no-uuid, INVALID_ID",
        "/v1.0/agents/no-uuid, INVALID_ID",
        "/v1.0/commands/1-2-3-4-5, INVALID_ID",
        "/v1.0/customers?page_size=ten, INVALID_REQUEST_PARAMETER",
        "/v1.0/customers?page_token=forged, INVALID_REQUEST_PARAMETER",
        "/v1.0/agents?customer_id=no-uuid, INVALID_ARGUMENT",
        "/v1.0/agents?tag_ids=no-uuid, INVALID_TAG_IDS",
        "/v1.0/agents?status=asleep, INVALID_REQUEST_PARAMETER"
    })
    void aWrongParameterIsRefused(String path, String reason) {
        // When
        Reply refused = bed.admin().get(path);

        // Then
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.reason()).isEqualTo(reason);
    }

    @Test
    void shouldRefuseAPageTokenOfAnotherListOrTenant() {
        // Given
        String token = bed.admin().get("/v1.0/customers?page_size=1").text("next_page_token");
        assertThat(token).isNotEmpty();

        // When
        Reply otherList = bed.admin().get("/v1.0/billing_accounts?page_token=" + token);
        Reply otherScope = tenant.client().get("/v1.0/customers?page_token=" + token);

        // Then
        assertThat(otherList.reason()).isEqualTo("INVALID_REQUEST_PARAMETER");
        assertThat(otherScope.reason()).isEqualTo("INVALID_REQUEST_PARAMETER");
    }

    @ParameterizedTest
    @CsvSource({
        "PATCH, /v1.0/customer, 'GET, HEAD, PUT'",
        "DELETE, /v1.0/customers/, 'GET, HEAD, PUT'",
        "PUT, /v1.0/customers, 'GET, HEAD, POST'",
        "POST, /v1.0/customers/OWN, 'DELETE, GET, HEAD, PUT'",
        "GET, /auth/delegate, POST",
        "DELETE, /v1.0/commands/OWN, 'GET, HEAD'"
    })
    void aMethodThatThePathDoesNotHaveIsRefusedWithThoseThatItHas(String method, String path, String allowed) {
        // When
        Reply refused = tenant.client().send(method, filled(path), Optional.empty());

        // Then
        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.reason()).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(refused.header("Allow")).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/v1.0", "/v1.0/customer/", "/v2.0/customers", "/v1.0/customers//", "/v1.0/nothing"})
    void shouldAnswerNotFoundWhenThePathIsUnknown(String path) {
        // When
        Reply refused = tenant.client().get(path);

        // Then
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.reason()).isEqualTo("ROUTE_NOT_FOUND");
    }

    @Test
    void shouldRefuseABodyThatIsTooLarge() {
        // When
        Reply refused = tenant.client().put("/v1.0/customer", "{\"name\": \"" + "n".repeat(2 << 20) + "\"}");

        // Then
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.reason()).isEqualTo("PAYLOAD_TOO_LARGE");
    }

    @Test
    void shouldRefuseABodyThatIsNoJson() {
        // When
        Reply refused =
                tenant.client().put("/v1.0/customer", "name=a", "Content-Type", "application/x-www-form-urlencoded");

        // Then
        assertThat(refused.status()).isEqualTo(415);
        assertThat(refused.reason()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void shouldAnswerNotFoundToASuperAdminWhenNobodyHasTheResource() {
        // When
        Reply read = bed.admin().get("/v1.0/customers/" + UUID.randomUUID());
        Reply change = bed.admin().put("/v1.0/customers/" + UUID.randomUUID(), "{\"name\": \"a\"}");
        Reply later =
                bed.admin().put("/v1.0/customers/" + UUID.randomUUID(), "{\"name\": \"a\"}", "Prefer", "respond-async");
        Reply deletion = bed.admin().delete("/v1.0/customers/" + UUID.randomUUID());
        Reply delegation = bed.admin().post("/auth/delegate", filled("{\"customer_id\": \"UNKNOWN\"}"));

        // Then
        assertThat(new Reply[] {read, change, later, deletion, delegation}).allSatisfy(refused -> {
            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.reason()).isEqualTo("RESOURCE_NOT_FOUND");
        });
    }

    @Test
    void shouldRefuseToDeleteThePlatformsOwnCustomer() {
        // When
        Reply refused = bed.admin().delete("/v1.0/customers/" + bed.platformCustomerId());

        // Then
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.reason()).isEqualTo("STATE_INVALID");
    }

    private String filled(String text) {
        return text.replace("UNKNOWN", UUID.randomUUID().toString())
                .replace("OWN", tenant.id().toString())
                .replace("OTHER", other.id().toString());
    }

    private static String nested(int levels) {
        return "{\"unknown\":" + "[".repeat(levels - 1) + "]".repeat(levels - 1) + "}";
    }
}
