package net.voipbin.provisioning.endtoend.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import net.voipbin.provisioning.contract.MailRequest;
import net.voipbin.provisioning.domain.customer.GuestAgent;
import net.voipbin.provisioning.endtoend.bed.TopicLog;
import net.voipbin.provisioning.endtoend.rest.RestBed.Tenant;
import net.voipbin.provisioning.endtoend.rest.RestClient.Reply;
import net.voipbin.provisioning.endtoend.rest.Staff.Member;
import net.voipbin.provisioning.sandbox.process.Loopback;
import net.voipbin.provisioning.topic.Topics;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways in and out: login, sign-up, e-mail verification, leaving and coming back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RestAuthEndToEndTest {

    private RestBed bed;
    private Staff staff;
    private RestClient nobody;

    @BeforeAll
    void open() {
        bed = RestBed.shared();
        staff = new Staff(bed);
        nobody = bed.nobody();
    }

    @Test
    void shouldIssueATokenThatSaysWhoCallsAndNotWhatItMayDo() throws IOException {
        // Given
        Member member = staff.member(bed.newTenant().id(), 32);

        // When
        Reply login = login(nobody, member.username().toUpperCase(Locale.ROOT), Staff.PASSWORD);

        // Then
        assertThat(login.status()).as(login.text()).isEqualTo(200);
        assertThat(login.text("username")).isEqualTo(member.username());
        String token = login.text("token");
        assertThat(bed.elsewhere(nobody.with(token)).get("/v1.0/me").text("id"))
                .isEqualTo(member.id().toString());
        JsonNode claims = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
        assertThat(claims.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("agent_id", "customer_id", "password", "iat", "exp");
    }

    @Test
    void shouldNotRevealWhoIsKnownWhenALoginFails() {
        // Given
        Tenant tenant = bed.newTenant();
        Member member = staff.member(tenant.id(), 16);
        String guest = "guest-" + tenant.id() + "@guest.invalid";

        // When
        List<Reply> refused = Stream.of(member.username(), Staff.newUsername(), guest, "nobody", "")
                .map(username -> nobody.post(
                        "/auth/login",
                        "{\"username\": \"%s\", \"password\": \"wrong horse\"}".formatted(username),
                        "X-Request-Id",
                        "same"))
                .toList();

        // Then
        assertThat(refused).extracting(Reply::status).containsOnly(401);
        assertThat(refused)
                .extracting(Reply::text)
                .containsOnly(refused.getFirst().text());
        assertThat(refused.getFirst().reason()).isEqualTo("INVALID_CREDENTIALS");
    }

    @Test
    void shouldReplaceThePasswordAtOnceAndEndItsTokens() {
        // Given
        Tenant tenant = bed.newTenant();
        Member member = staff.member(tenant.id(), 16);
        RestClient old = nobody.with(token(member, Staff.PASSWORD));

        // When
        Staff.ok(
                tenant.client().put("/v1.0/agents/" + member.id() + "/password", "{\"password\": \"battery staple\"}"));

        // Then
        RestClient there = bed.elsewhere(nobody);
        assertThat(bed.elsewhere(old).get("/v1.0/me").status()).isEqualTo(401);
        assertThat(login(there, member.username(), Staff.PASSWORD).status()).isEqualTo(401);
        assertThat(nobody.with(token(member, "battery staple")).get("/v1.0/me").text("id"))
                .isEqualTo(member.id().toString());
    }

    @Test
    void shouldRefuseTheLoginOfADeletedAgent() {
        // Given
        Tenant tenant = bed.newTenant();
        Member member = staff.member(tenant.id(), 16);

        // When
        Staff.ok(tenant.client().delete("/v1.0/agents/" + member.id()));

        // Then
        assertThat(login(bed.elsewhere(nobody), member.username(), Staff.PASSWORD)
                        .reason())
                .isEqualTo("INVALID_CREDENTIALS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"suspend", "freeze"})
    void shouldLetSuspendedAndFrozenCustomersLogIn(String action) {
        // Given
        Member member = staff.member(bed.newTenant().id(), 32);
        act(member.customerId(), action);

        // When
        Reply login = login(nobody, member.username(), Staff.PASSWORD);

        // Then
        assertThat(login.status()).isEqualTo(200);
    }

    @Test
    void shouldUnregisterWithThePasswordAndComeBack() {
        // Given
        Member owner = staff.member(bed.newTenant().id(), 32);

        // When
        Reply left = owner.client().post("/auth/unregister", "{\"password\": \"%s\"}".formatted(Staff.PASSWORD));
        Reply refused = owner.client().get("/v1.0/customer");
        Reply back = bed.elsewhere(owner.client()).delete("/auth/unregister");

        // Then
        assertThat(left.status()).as(left.text()).isEqualTo(200);
        assertThat(left.text("status")).isEqualTo("frozen");
        assertThat(refused.reason()).isEqualTo("ACCOUNT_FROZEN");
        assertThat(back.text("status")).isEqualTo("active");
        assertThat(owner.client().get("/v1.0/customer").text("status")).isEqualTo("active");
    }

    @Test
    void shouldUnregisterByAccessKeyWithThePhrase() {
        // Given
        Tenant tenant = bed.newTenant();
        String query = "?accesskey=" + staff.accessKey(tenant.client());

        // When
        Reply password = nobody.post("/auth/unregister" + query, "{\"password\": \"correct horse\"}");
        Reply phrase = nobody.post("/auth/unregister" + query, "{\"confirmation_phrase\": \"DELETE\"}");
        Reply back = nobody.delete("/auth/unregister" + query);

        // Then
        assertThat(password.status()).isEqualTo(403);
        assertThat(password.reason()).isEqualTo("AGENT_AUTH_REQUIRED");
        assertThat(phrase.text("status")).isEqualTo("frozen");
        assertThat(back.text("status")).isEqualTo("active");
    }

    @Test
    void shouldEndEverythingWhenACustomerLeavesAtOnce() {
        // Given
        Member owner = staff.member(bed.newTenant().id(), 32);

        // When
        Reply gone = owner.client().post("/auth/unregister", """
                {"confirmation_phrase": "DELETE", "immediate": true}""");

        // Then
        assertThat(gone.text("status")).isEqualTo("deleted");
        assertThat(owner.client().get("/v1.0/me").status()).isEqualTo(401);
        assertThat(login(bed.elsewhere(nobody), owner.username(), Staff.PASSWORD)
                        .status())
                .isEqualTo(401);
        Reply again = bed.newTenant().client().post("/v1.0/agents", """
                {"username": "%s", "password": "12345678"}""".formatted(owner.username()));
        assertThat(again.status()).as(again.text()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"password": "wrong horse"}                                            | 401 | INVALID_CREDENTIALS
            {"confirmation_phrase": "delete"}                                      | 400 | INVALID_ARGUMENT
            {"confirmation_phrase": "DELETE", "password": "correct horse"}         | 400 | INVALID_ARGUMENT
            {"confirmation_phrase": null}                                          | 400 | INVALID_ARGUMENT
            {"confirmation_phrase": "DELETE", "immediate": "yes"}                  | 400 | INVALID_ARGUMENT
            {}                                                                     | 400 | MISSING_REQUEST_PARAMETER
            """)
    void shouldRequireOneRightConfirmationToUnregister(String body, int status, String reason) {
        // Given
        Member owner = staff.member(bed.newTenant().id(), 32);

        // When
        Reply refused = owner.client().post("/auth/unregister", body);

        // Then
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(owner.client().get("/v1.0/customer").text("status")).isEqualTo("active");
    }

    @Test
    void shouldLetOnlyAnAdminUnregister() {
        // Given
        Member manager = staff.member(bed.newTenant().id(), 64);

        // When
        Reply leave = manager.client().post("/auth/unregister", "{\"confirmation_phrase\": \"DELETE\"}");
        Reply comeBack = manager.client().delete("/auth/unregister");

        // Then
        assertThat(leave.reason()).isEqualTo("PERMISSION_DENIED");
        assertThat(comeBack.reason()).isEqualTo("PERMISSION_DENIED");
    }

    @Test
    void shouldStaySuspendedWhenASuspendedCustomerLeavesAndComesBack() {
        // Given
        Member owner = staff.member(bed.newTenant().id(), 32);
        act(owner.customerId(), "suspend");

        // When
        Reply early = owner.client().delete("/auth/unregister");
        Reply left = owner.client().post("/auth/unregister", "{\"confirmation_phrase\": \"DELETE\"}");
        Reply back = owner.client().delete("/auth/unregister");

        // Then
        assertThat(early.status()).isEqualTo(403);
        assertThat(early.reason()).isEqualTo("ACCOUNT_SUSPENDED");
        assertThat(left.text("status")).isEqualTo("frozen");
        assertThat(back.status()).as(back.text()).isEqualTo(200);
        assertThat(back.text("status")).isEqualTo("suspended");
    }

    @Test
    void shouldCreateACustomerWithAnAccessKeyThatWorksAtOnceWhenItSignsUp() {
        // Given
        String email = RestBed.newEmail();

        // When
        Reply signedUp = signUp(email, "");

        // Then
        JsonNode customer = signedUp.json().path("customer");
        JsonNode key = signedUp.json().path("accesskey");
        assertThat(ApiShapes.of("customer", false).flaws(customer)).isEmpty();
        assertThat(ApiShapes.of("new access key", false).flaws(key)).isEmpty();
        assertThat(customer.path("status").asText()).isEqualTo("initial");
        assertThat(customer.path("email_verified").asBoolean()).isFalse();
        assertThat(key.path("name").asText()).isEqualTo("default");
        RestClient there = bed.elsewhere(nobody);
        String query = "?accesskey=" + key.path("token").asText();
        assertThat(there.get("/v1.0/customer" + query).text("id"))
                .isEqualTo(customer.path("id").asText());
        assertThat(there.get("/v1.0/agents" + query).only().path("id").asText())
                .isEqualTo(GuestAgent.idOf(UUID.fromString(customer.path("id").asText()))
                        .toString());
        assertThat(bed.admin()
                        .get("/v1.0/customers/" + customer.path("id").asText())
                        .text("terms_agreed_ip"))
                .isEqualTo(Loopback.HOST);
    }

    @Test
    void shouldShowTheSameKeyThroughEitherBridgeWhenASignUpIsRepeated() {
        // Given
        String email = RestBed.newEmail();
        String key = RestBed.newKey();
        String body = "{\"email\": \"%s\", \"accepted_tos\": true}".formatted(email);
        Reply first = nobody.post("/auth/signup", body, "Idempotency-Key", key);

        // When
        Reply second = bed.elsewhere(nobody).post("/auth/signup", body, "Idempotency-Key", key);

        // Then
        assertThat(first.json().path("accesskey").path("token").asText()).startsWith("vb_");
        assertThat(second.text()).isEqualTo(first.text());
    }

    @Test
    void shouldNotRevealWhyASignUpIsImpossible() {
        // Given
        Tenant known = bed.newTenant();

        // When
        List<Reply> empty = List.of(
                signUp(known.email(), ""),
                signUp("nobody", ""),
                signUp(RestBed.newEmail(), ", \"webhook_method\": \"PATCH\""),
                signUp(RestBed.newEmail(), ", \"name\": 5"),
                nobody.post("/auth/signup", "{\"email\": \"%s\"}".formatted(RestBed.newEmail())),
                nobody.post("/auth/signup", "{\"accepted_tos\": true}"));
        Reply noObject = nobody.post("/auth/signup", "[]");

        // Then
        assertThat(empty).extracting(Reply::status).containsOnly(200);
        assertThat(empty).extracting(Reply::text).containsOnly("{}");
        assertThat(noObject.reason()).isEqualTo("INVALID_JSON_BODY");
    }

    @Test
    void shouldVerifyTheEmailWithTheMailedTokenAndDoSoAgain() {
        // Given
        String id = signUp(RestBed.newEmail(), "")
                .json()
                .path("customer")
                .path("id")
                .asText();
        String token = mailedToken(UUID.fromString(id));

        // When
        Reply verified = verify(nobody, token);
        Reply again = verify(bed.elsewhere(nobody), token);
        Reply wrong = verify(nobody, "0".repeat(64));

        // Then
        assertThat(verified.status()).as(verified.text()).isEqualTo(200);
        assertThat(verified.text("id")).isEqualTo(id);
        assertThat(verified.text("status")).isEqualTo("active");
        assertThat(verified.json().path("email_verified").asBoolean()).isTrue();
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("ETag")).isEqualTo(verified.header("ETag"));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.reason()).isEqualTo("INVALID_ARGUMENT");
    }

    private Reply signUp(String email, String more) {
        return nobody.post("/auth/signup", "{\"email\": \"%s\", \"accepted_tos\": true%s}".formatted(email, more));
    }

    private static Reply verify(RestClient client, String token) {
        return client.post("/auth/email-verify", "{\"token\": \"%s\"}".formatted(token));
    }

    private String mailedToken(UUID customerId) {
        try (TopicLog<MailRequest> mails = new TopicLog<>(bed.system().bed(), Topics.MAIL_REQUESTS)) {
            return mails.await(
                            1, mail -> mail.getCustomerId().equals(customerId) && mail.getEmailVerification() != null)
                    .getFirst()
                    .getEmailVerification()
                    .getToken();
        }
    }

    private static Reply login(RestClient client, String username, String password) {
        return client.post("/auth/login", """
                {"username": "%s", "password": "%s"}""".formatted(username, password));
    }

    private String token(Member member, String password) {
        return Staff.ok(login(nobody, member.username(), password)).text("token");
    }

    private void act(UUID customerId, String action) {
        Staff.ok(bed.admin().post("/v1.0/customers/" + customerId + "/" + action, "{\"reason\": \"any\"}"));
    }
}
