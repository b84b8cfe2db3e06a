package net.voipbin.provisioning.bridge.signup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.UUID;
import net.voipbin.provisioning.bridge.Bridge;
import net.voipbin.provisioning.bridge.Bridge.Reply;
import net.voipbin.provisioning.bridge.ReadModel;
import net.voipbin.provisioning.bridge.StandInProvisioner.Behaviour;
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

/** Sign-up, with a real PostgreSQL behind the bridge. */
class SignupTest {

    private static final String BODY = "{\"name\":\"New\",\"email\":\"new@x.io\",\"accepted_tos\":true}";

    private Bridge bridge;

    @BeforeEach
    void start() {
        bridge = StrictBridge.start();
    }

    @AfterEach
    void stop() {
        bridge.close();
    }

    private Reply signUp(String body, String... headers) {
        return bridge.send("POST", "/auth/signup", body, headers);
    }

    private Command published() {
        assertThat(bridge.provisioner().published()).hasSize(1);
        return bridge.provisioner().published().getFirst();
    }

    private static String token(Reply signUp) {
        return signUp.json().at("/accesskey/token").asText();
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
        bridge.provisioner().behave(Behaviour.SILENT);
        Reply undecided = signUp(BODY, "Idempotency-Key", "k1");
        Command command = published();
        bridge.provisioner().behave(Behaviour.DECIDES);
        bridge.provisioner().decide(command);

        // When
        Reply found = signUp(BODY, "Idempotency-Key", "k1", "Prefer", "respond-async");

        // Then
        assertThat(undecided.status()).isEqualTo(504);
        assertThat(undecided.reason()).isEqualTo("DEADLINE_EXCEEDED");
        assertThat(undecided.header("Location")).isEmpty();
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.json().at("/customer/id").asText())
                .isEqualTo(command.getCustomerId().toString());
    }

    @Test
    void shouldSayThatThePlatformIsAway() {
        // Given
        bridge.provisioner().behave(Behaviour.AWAY);

        // When
        Reply reply = signUp(BODY);

        // Then
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isNotEmpty();
        assertThat(reply.header("Location")).isEmpty();
    }
}
