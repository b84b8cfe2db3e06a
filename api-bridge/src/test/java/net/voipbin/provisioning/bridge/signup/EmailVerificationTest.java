package net.voipbin.provisioning.bridge.signup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import net.voipbin.provisioning.bridge.Bridge;
import net.voipbin.provisioning.bridge.Bridge.Reply;
import net.voipbin.provisioning.bridge.ReadModel;
import net.voipbin.provisioning.bridge.ReadModel.Tenant;
import net.voipbin.provisioning.bridge.StandInProvisioner;
import net.voipbin.provisioning.bridge.hash.Sha256;
import net.voipbin.provisioning.contract.ActorKind;
import net.voipbin.provisioning.contract.Command;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verification of e-mail addresses, and the mails that it takes, with a real PostgreSQL behind the bridge. */
class EmailVerificationTest {

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

    private Reply verify(String token, String... headers) {
        return bridge.send("POST", "/auth/email-verify", "{\"token\":\"" + token + "\"}", headers);
    }

    private static String token(Reply signUp) {
        return signUp.json().at("/accesskey/token").asText();
    }

    private static String mailed() {
        return StandInProvisioner.verificationToken("new@x.io");
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
        IntStream.range(0, StrictBridge.MOST_FAILURES).forEach(i -> verify("0".repeat(64)));

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
        IntStream.range(0, StrictBridge.MOST_SIGNUPS)
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
        List<Tenant> tenants = IntStream.rangeClosed(0, StrictBridge.MOST_SIGNUPS_OF_EMAIL)
                .mapToObj(i -> ReadModel.tenant(UUID.randomUUID(), 32))
                .toList();
        ReadModel.execute("update customers set status = 'initial'");

        // When
        List<Integer> statuses = tenants.stream()
                .map(tenant -> put(tenant, "{\"email\":\"victim@x.io\"}").status())
                .toList();

        // Then
        assertThat(statuses.subList(0, StrictBridge.MOST_SIGNUPS_OF_EMAIL)).containsOnly(200);
        assertThat(statuses.getLast()).isEqualTo(429);
    }

    @Test
    void shouldNotBoundTheEmailChangesOfVerifiedCustomers() {
        // Given
        Tenant acme = ReadModel.tenant(UUID.randomUUID(), 32);

        // When
        List<Reply> replies = IntStream.range(0, StrictBridge.MOST_SIGNUPS + 1)
                .mapToObj(i -> put(acme, "{\"email\":\"new%d@x.io\"}".formatted(i)))
                .toList();

        // Then
        assertThat(replies).extracting(Reply::status).containsOnly(200);
    }

    private Reply put(Tenant tenant, String body) {
        return bridge.send("PUT", "/v1.0/customer", body, "Authorization", "Bearer " + Bridge.token(tenant));
    }
}
