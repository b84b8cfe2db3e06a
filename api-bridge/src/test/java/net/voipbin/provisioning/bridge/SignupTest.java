package net.voipbin.provisioning.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import net.voipbin.provisioning.bridge.Bridge.Reply;
import net.voipbin.provisioning.bridge.ReadModel.Tenant;
import net.voipbin.provisioning.bridge.StandInProvisioner.Mood;
import net.voipbin.provisioning.bridge.hash.Sha256;
import net.voipbin.provisioning.contract.ActorKind;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.SignUpCustomer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing up, verifying the e-mail, and how often. */
class SignupTest {

    private static final int MOST_SIGNUPS = 5;
    private static final int MOST_SIGNUPS_OF_EMAIL = 3;
    private static final int MOST_FAILURES = 4;
    private static final String BODY = "{\"name\":\"New\",\"email\":\"new@x.io\",\"accepted_tos\":true}";

    private Bridge bridge;

    @BeforeEach
    void start() {
        ReadModel.clear();
        bridge = new Bridge(Map.of(
                "BRIDGE_SIGNUPS_PER_ADDRESS",
                Integer.toString(MOST_SIGNUPS),
                "BRIDGE_SIGNUPS_PER_EMAIL",
                Integer.toString(MOST_SIGNUPS_OF_EMAIL),
                "BRIDGE_LOGIN_FAILURES_PER_ADDRESS",
                Integer.toString(MOST_FAILURES),
                "BRIDGE_TRUSTED_PROXIES",
                "1",
                "BRIDGE_TERMS_VERSION",
                "2026-11"));
    }

    @AfterEach
    void stop() {
        bridge.close();
    }

    private Reply signUp(String body, String... headers) {
        return bridge.send("POST", "/auth/signup", body, headers);
    }

    private Reply verify(String token, String... headers) {
        return bridge.send("POST", "/auth/email-verify", "{\"token\":\"" + token + "\"}", headers);
    }

    private Command published() {
        assertThat(bridge.provisioner().published()).hasSize(1);
        return bridge.provisioner().published().getFirst();
    }

    private static String token(Reply signUp) {
        return signUp.json().at("/accesskey/token").asText();
    }

    private static String mailed() {
        return StandInProvisioner.verificationToken("new@x.io");
    }

    @Test
    void shouldAnswerTheCustomerAndItsAccessKey() {
        // When
        Reply reply = signUp(BODY);

        // Then
        assertThat(reply.status()).isEqualTo(200);
        JsonNode customer = reply.json().get("customer");
        JsonNode key = reply.json().get("accesskey");
        assertThat(customer.get("email").asText()).isEqualTo("new@x.io");
        assertThat(customer.get("status").asText()).isEqualTo("initial");
        assertThat(customer.has("terms_agreed_ip")).isFalse();
        assertThat(customer.has("webhook_secret")).isFalse();
        assertThat(key.get("name").asText()).isEqualTo("default");
        assertThat(key.get("customer_id")).isEqualTo(customer.get("id"));
        assertThat(token(reply))
                .matches("vb_[A-Za-z0-9]{32}")
                .startsWith(key.get("token_prefix").asText());
    }

    @Test
    void shouldAskThePlatformForANewCustomer() {
        // When
        Reply reply = signUp("""
                {"id":"11111111-1111-4111-8111-111111111111","name":"New","detail":"d","email":"New@x.io",
                "phone_number":"+15551234567","address":"a","webhook_method":"POST","webhook_uri":"https://x.io",
                "accepted_tos":true,"terms_agreed_version":"forged"}""", "X-Forwarded-For", "203.0.113.66, 198.51.100.7");

        // Then
        SignUpCustomer signUp = published().getSignUpCustomer();
        assertThat(signUp)
                .isEqualTo(SignUpCustomer.newBuilder()
                        .setName("New")
                        .setDetail("d")
                        .setEmail("New@x.io")
                        .setPhoneNumber("+15551234567")
                        .setAddress("a")
                        .setWebhookMethod("POST")
                        .setWebhookUri("https://x.io")
                        .setTermsAgreedVersion("2026-11")
                        .setTermsAgreedIp("198.51.100.7")
                        .setTokenPrefix(token(reply).substring(0, 11))
                        .setTokenHash(ByteBuffer.wrap(Sha256.of(token(reply))))
                        .build());
        assertThat(published().getActor().getKind()).isEqualTo(ActorKind.PLATFORM);
        assertThat(published().getCustomerId())
                .isNotEqualTo(UUID.fromString("11111111-1111-4111-8111-111111111111"))
                .hasToString(reply.json().at("/customer/id").asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"email\":\"new@x.io\"}",
                "{\"email\":\"new@x.io\",\"accepted_tos\":false}",
                "{\"email\":\"new@x.io\",\"accepted_tos\":\"true\"}",
                "{\"email\":\"new@x.io\",\"accepted_tos\":null}",
                "{\"accepted_tos\":true}",
                "{\"email\":null,\"accepted_tos\":true}",
                "{\"email\":\"new@x.io\",\"name\":7,\"accepted_tos\":true}",
                "{\"email\":\"new@x.io\",\"name\":\"\\u0000\",\"accepted_tos\":true}"
            })
    void shouldAnswerNothingWhereTheFormDoesNotDo(String body) {
        // When
        Reply reply = signUp(body);

        // Then
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("{}");
        assertThat(bridge.provisioner().published()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CUSTOMER_ALREADY_EXISTS", "INVALID_EMAIL", "INVALID_ARGUMENT", "STATE_INVALID"})
    void shouldAnswerNothingWhateverTheProvisionersReason(String reason) {
        // Given
        bridge.provisioner().refuse(reason, Map.of());

        // When
        Reply reply = signUp(BODY);

        // Then
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[]; application/json; 400; INVALID_JSON_BODY",
                "{; application/json; 400; INVALID_JSON_BODY",
                "{\"a\":1,\"a\":2}; application/json; 400; INVALID_JSON_BODY",
                "{}; text/plain; 415; UNSUPPORTED_MEDIA_TYPE"
            })
    void shouldSayThatABodyIsNone(String body, String type, int status, String reason) {
        // When
        Reply reply = signUp(body, "Content-Type", type);

        // Then
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.reason()).isEqualTo(reason);
    }

    @Test
    void shouldAnswerARepetitionWithTheSame() {
        // Given
        Reply first = signUp(BODY, "Idempotency-Key", "k1");

        // When
        Reply second = signUp(
                "{\"accepted_tos\":true,\"email\":\"new@x.io\",\"name\":\"New\"}",
                "Idempotency-Key",
                "k1",
                "X-Forwarded-For",
                "198.51.100.9");

        // Then
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(token(second)).startsWith("vb_");
        assertThat(bridge.provisioner().published()).hasSize(1);
    }

    @Test
    void shouldAnswerNothingToAReusedOrUnsoundKey() {
        // Given
        signUp(BODY, "Idempotency-Key", "k1");

        // When
        Reply reused = signUp(BODY.replace("New", "Newer"), "Idempotency-Key", "k1");
        Reply unsound = signUp(BODY, "Idempotency-Key", "k".repeat(256));

        // Then
        assertThat(reused.text()).isEqualTo("{}");
        assertThat(unsound.text()).isEqualTo("{}");
        assertThat(bridge.provisioner().published()).hasSize(1);
    }

    @Test
    void shouldTakeAKeyForTheEmailsOwn() {
        // Given
        Reply first = signUp(BODY, "Idempotency-Key", "k1");

        // When
        Reply other = signUp(BODY.replace("new@", "other@"), "Idempotency-Key", "k1");

        // Then
        assertThat(other.json().at("/customer/email").asText()).isEqualTo("other@x.io");
        assertThat(other.json().at("/customer/id")).isNotEqualTo(first.json().at("/customer/id"));
    }

    @Test
    void shouldShowNoTokenOfAnAccessKeyThatIsGone() {
        // Given
        Reply first = signUp(BODY, "Idempotency-Key", "k1");
        ReadModel.execute("delete from accesskeys");

        // When
        Reply second = signUp(BODY, "Idempotency-Key", "k1");

        // Then
        assertThat(second.json().get("customer")).isEqualTo(first.json().get("customer"));
        assertThat(second.json().get("accesskey").isNull()).isTrue();
        assertThat(second.text()).doesNotContain(token(first));
    }

    @Test
    void shouldShowNoTokenOfAnAccessKeyThatHasExpired() {
        // Given
        signUp(BODY, "Idempotency-Key", "k1");
        ReadModel.execute("update accesskeys set tm_expire = now()");

        // Then
        assertThat(signUp(BODY, "Idempotency-Key", "k1").json().get("accesskey").isNull())
                .isTrue();
    }

    @Test
    void shouldAnswerNothingWhereTheCustomerIsGone() {
        // Given
        signUp(BODY, "Idempotency-Key", "k1");
        ReadModel.execute("delete from accesskeys");
        ReadModel.execute("update customers set status = 'expired', tm_delete = now()");

        // Then
        assertThat(signUp(BODY, "Idempotency-Key", "k1").text()).isEqualTo("{}");
    }

    @Test
    void shouldFindTheOutcomeByTheKeyWhereItCameTooLate() {
        // Given
        bridge.provisioner().become(Mood.SILENT);
        Reply late = signUp(BODY, "Idempotency-Key", "k1");
        Command command = published();
        bridge.provisioner().become(Mood.DECIDES);
        bridge.provisioner().decide(command);

        // When
        Reply found = signUp(BODY, "Idempotency-Key", "k1", "Prefer", "respond-async");

        // Then
        assertThat(late.status()).isEqualTo(504);
        assertThat(late.reason()).isEqualTo("DEADLINE_EXCEEDED");
        assertThat(late.header("Location")).isEmpty();
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.json().at("/customer/id").asText())
                .isEqualTo(command.getCustomerId().toString());
    }

    @Test
    void shouldSayThatThePlatformIsAway() {
        // Given
        bridge.provisioner().become(Mood.AWAY);

        // When
        Reply reply = signUp(BODY);

        // Then
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isNotEmpty();
        assertThat(reply.header("Location")).isEmpty();
    }

    @Test
    void shouldCountEverySignupOfAnAddress() {
        // Given
        List<Reply> replies = IntStream.range(0, MOST_SIGNUPS)
                .mapToObj(i -> signUp("{}", "X-Forwarded-For", "198.51.100.7"))
                .toList();

        // When
        Reply oneMore = signUp(BODY, "X-Forwarded-For", "198.51.100.7");
        Reply fromElsewhere = signUp(BODY, "X-Forwarded-For", "198.51.100.7, 198.51.100.8");

        // Then
        assertThat(replies).extracting(Reply::status).containsOnly(200);
        assertThat(oneMore.status()).isEqualTo(429);
        assertThat(oneMore.reason()).isEqualTo("RATE_LIMIT_EXCEEDED");
        assertThat(Integer.parseInt(oneMore.header("Retry-After"))).isBetween(3_500, 3_660);
        assertThat(fromElsewhere.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldCountEverySignupWithAnEmailBeItKnownOrNot(boolean known) {
        // Given
        if (known) {
            bridge.provisioner().refuse("CUSTOMER_ALREADY_EXISTS", Map.of());
        }
        List<Reply> replies = IntStream.range(0, MOST_SIGNUPS_OF_EMAIL)
                .mapToObj(i -> signUp(BODY, "X-Forwarded-For", "198.51.100." + i))
                .toList();

        // When
        Reply oneMore = signUp(BODY.replace("new@x.io", "NEW@X.io"), "X-Forwarded-For", "203.0.113.1");
        Reply another = signUp(BODY.replace("new@", "other@"), "X-Forwarded-For", "203.0.113.1");

        // Then
        assertThat(replies).extracting(Reply::status).containsOnly(200);
        assertThat(oneMore.status()).isEqualTo(429);
        assertThat(oneMore.reason()).isEqualTo("RATE_LIMIT_EXCEEDED");
        assertThat(Integer.parseInt(oneMore.header("Retry-After"))).isBetween(3_500, 3_660);
        assertThat(another.status()).isEqualTo(200);
        assertThat(bridge.provisioner().published()).hasSize(MOST_SIGNUPS_OF_EMAIL + 1);
    }

    @Test
    void shouldNotCountWhatWasDecidedBefore() {
        // Given
        Reply first = signUp(BODY, "Idempotency-Key", "k1");

        // When
        List<Reply> repetitions = IntStream.range(0, MOST_SIGNUPS + 1)
                .mapToObj(i -> signUp(BODY, "Idempotency-Key", "k1"))
                .toList();
        Reply another = signUp(BODY, "Idempotency-Key", "k2");

        // Then
        assertThat(repetitions)
                .allSatisfy(repetition -> assertThat(repetition.json()).isEqualTo(first.json()));
        assertThat(another.status()).isEqualTo(200);
    }

    @Test
    void shouldTellTheOutcomeOfAKeyAlsoWhenALimitIsReached() {
        // Given
        Reply first = signUp(BODY, "Idempotency-Key", "k1");
        IntStream.range(0, MOST_SIGNUPS).forEach(i -> signUp("{}"));
        Reply shutOut = signUp(BODY);

        // When
        Reply repetition = signUp(BODY, "Idempotency-Key", "k1");

        // Then
        assertThat(shutOut.status()).isEqualTo(429);
        assertThat(repetition.json()).isEqualTo(first.json());
    }

    @Test
    void shouldVerifyTheEmailWithTheTokenThatWentOut() {
        // Given
        String id = signUp(BODY).json().at("/customer/id").asText();

        // When
        Reply reply = verify(mailed());
        Reply again = verify(mailed().toUpperCase(Locale.ROOT));

        // Then
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("id").asText()).isEqualTo(id);
        assertThat(reply.json().get("status").asText()).isEqualTo("active");
        assertThat(reply.json().has("terms_agreed_ip")).isFalse();
        assertThat(reply.header("ETag")).isNotEmpty();
        assertThat(again.status()).isEqualTo(200);
        Command command = bridge.provisioner().published().get(1);
        assertThat(command.getVerifyEmail().getTokenHash()).isEqualTo(ByteBuffer.wrap(Sha256.of(mailed())));
        assertThat(command.getActor().getKind()).isEqualTo(ActorKind.PLATFORM);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{}; MISSING_REQUEST_PARAMETER",
                "{\"token\":null}; INVALID_ARGUMENT",
                "{\"token\":\"\"}; INVALID_ARGUMENT",
                "{\"token\":\"0123\"}; INVALID_ARGUMENT",
                "{\"token\":\"0000000000000000000000000000000000000000000000000000000000000000\"}; INVALID_ARGUMENT"
            })
    void shouldRefuseAnotherToken(String body, String reason) {
        // Given
        signUp(BODY);

        // When
        Reply reply = bridge.send("POST", "/auth/email-verify", body);

        // Then
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.reason()).isEqualTo(reason);
        assertThat(reply.json().at("/error/details/field").asText()).isEqualTo("token");
        assertThat(bridge.provisioner().published()).hasSize(1);
    }

    @Test
    void shouldTakeNoAccessKeysTokenForAVerification() {
        // Given
        UUID customerId = UUID.fromString(signUp(BODY).json().at("/customer/id").asText());
        ReadModel.execute(
                "update credentials set token_hash = ? where customer_id = ? and resource_id <> customer_id",
                Sha256.of("f".repeat(64)),
                customerId);

        // Then
        assertThat(verify("f".repeat(64)).status()).isEqualTo(400);
    }

    @Test
    void shouldShutOutAnAddressThatTriesTokens() {
        // Given
        signUp(BODY);
        IntStream.range(0, MOST_FAILURES).forEach(i -> verify("0".repeat(64)));

        // When
        Reply right = verify(mailed());
        Reply elsewhere = verify(mailed(), "X-Forwarded-For", "198.51.100.8");

        // Then
        assertThat(right.status()).isEqualTo(429);
        assertThat(elsewhere.status()).isEqualTo(200);
    }

    @Test
    void shouldAnswerARepeatedVerificationWithTheSame() {
        // Given
        signUp(BODY);
        Reply first = verify(mailed(), "Idempotency-Key", "k1");

        // When
        Reply second = verify(mailed(), "Idempotency-Key", "k1");

        // Then
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(bridge.provisioner().published()).hasSize(2);
    }

    @Test
    void shouldBoundTheMailsThatAnUnverifiedCustomerHasSent() {
        // Given
        Tenant acme = ReadModel.tenant(UUID.randomUUID(), 32);
        ReadModel.execute("update customers set status = 'initial', email = 'a@x.io' where id = ?", acme.id());
        IntStream.range(0, MOST_SIGNUPS)
                .forEach(i -> assertThat(put(acme, "{\"email\":\"victim%d@x.io\"}".formatted(i))
                                .status())
                        .isEqualTo(200));

        // When
        Reply oneMore = put(acme, "{\"email\":\"victim@x.io\"}");
        Reply theSame = put(acme, "{\"email\":\"A@x.io\"}");
        Reply another = put(acme, "{\"name\":\"Acme\"}");

        // Then
        assertThat(oneMore.status()).isEqualTo(429);
        assertThat(oneMore.reason()).isEqualTo("RATE_LIMIT_EXCEEDED");
        assertThat(oneMore.header("Retry-After")).isNotEmpty();
        assertThat(theSame.status()).isEqualTo(200);
        assertThat(another.status()).isEqualTo(200);
    }

    @Test
    void shouldBoundTheMailsThatUnverifiedCustomersHaveSentToOneAddress() {
        // Given
        List<Tenant> tenants = IntStream.rangeClosed(0, MOST_SIGNUPS_OF_EMAIL)
                .mapToObj(i -> ReadModel.tenant(UUID.randomUUID(), 32))
                .toList();
        ReadModel.execute("update customers set status = 'initial'");

        // When
        List<Integer> statuses = tenants.stream()
                .map(tenant -> put(tenant, "{\"email\":\"victim@x.io\"}").status())
                .toList();

        // Then
        assertThat(statuses.subList(0, MOST_SIGNUPS_OF_EMAIL)).containsOnly(200);
        assertThat(statuses.getLast()).isEqualTo(429);
    }

    @Test
    void shouldNotBoundTheEmailChangesOfVerifiedCustomers() {
        // Given
        Tenant acme = ReadModel.tenant(UUID.randomUUID(), 32);

        // When
        List<Reply> replies = IntStream.range(0, MOST_SIGNUPS + 1)
                .mapToObj(i -> put(acme, "{\"email\":\"new%d@x.io\"}".formatted(i)))
                .toList();

        // Then
        assertThat(replies).extracting(Reply::status).containsOnly(200);
    }

    private Reply put(Tenant tenant, String body) {
        return bridge.send("PUT", "/v1.0/customer", body, "Authorization", "Bearer " + Bridge.token(tenant));
    }
}
