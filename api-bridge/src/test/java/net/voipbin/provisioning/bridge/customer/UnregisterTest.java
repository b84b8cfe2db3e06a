package net.voipbin.provisioning.bridge.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import net.voipbin.provisioning.bridge.Bridge;
import net.voipbin.provisioning.bridge.Bridge.Reply;
import net.voipbin.provisioning.bridge.ReadModel;
import net.voipbin.provisioning.bridge.ReadModel.Tenant;
import net.voipbin.provisioning.bridge.auth.Passwords;
import net.voipbin.provisioning.bridge.hash.Sha256;
import net.voipbin.provisioning.contract.ActorKind;
import net.voipbin.provisioning.contract.Command;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A tenant's way out, and back. */
class UnregisterTest {

    private static final String BY_PASSWORD = "{\"password\":\"right password\"}";
    private static final String BY_PHRASE = "{\"confirmation_phrase\":\"DELETE\"}";
    private static final String KEY = "vb_" + "k".repeat(32);

    @RegisterExtension
    static final Bridge bridge = new Bridge(
            Map.of("BRIDGE_LOGIN_FAILURES_PER_USERNAME", "3", "BRIDGE_LOGIN_FAILURES_PER_ADDRESS", "100000"));

    private static String hash;

    private Tenant platform;
    private Tenant acme;
    private String token;

    @BeforeAll
    static void hash() {
        try (Passwords passwords = new Passwords(1, new SimpleMeterRegistry())) {
            hash = passwords.hash("right password");
        }
    }

    @BeforeEach
    void populate() {
        platform = ReadModel.tenant(ReadModel.PLATFORM, 1);
        acme = ReadModel.tenant(UUID.randomUUID(), 32);
        ReadModel.password(acme.id(), acme.agentId(), hash, 7);
        token = Bridge.token(acme, 7);
    }

    private Reply unregister(String body, String... headers) {
        return call("POST", token, body, headers);
    }

    private static Reply call(String method, String token, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add("Authorization");
        all.add("Bearer " + token);
        return bridge.send(method, "/auth/unregister", body, all.toArray(String[]::new));
    }

    private static Command published() {
        assertThat(bridge.provisioner().published()).hasSize(1);
        return bridge.provisioner().published().getFirst();
    }

    private void giveAccessKey() {
        UUID id = UUID.randomUUID();
        ReadModel.execute(
                "insert into accesskeys values (?, ?, 1, 'CI', '', 'vb_kkkkkkkk', now() + interval '1 day', now(), null, null)",
                id,
                acme.id());
        ReadModel.execute("insert into credentials values (?, ?, 1, null, ?)", acme.id(), id, Sha256.of(KEY));
    }

    @ParameterizedTest
    @ValueSource(strings = {BY_PASSWORD, BY_PHRASE, "{\"confirmation_phrase\":\"DELETE\",\"immediate\":false}"})
    void shouldFreezeTheCallersCustomer(String body) {
        // When
        Reply reply = unregister(body);

        // Then
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("id").asText()).isEqualTo(acme.id().toString());
        assertThat(reply.json().get("status").asText()).isEqualTo("frozen");
        assertThat(published().getFreezeCustomer()).isNotNull();
        assertThat(published().getCustomerId()).isEqualTo(acme.id());
        assertThat(published().getActor().getKind()).isEqualTo(ActorKind.AGENT);
    }

    @Test
    void shouldDeleteAtOnceWhereThatIsWanted() {
        // When
        Reply reply = unregister("{\"password\":\"right password\",\"immediate\":true}", "Idempotency-Key", "k1");

        // Then
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("status").asText()).isEqualTo("deleted");
        assertThat(published().getFreezeAndDeleteCustomer()).isNotNull();
        assertThat(unregister("{\"password\":\"right password\",\"immediate\":true}", "Idempotency-Key", "k1")
                        .reason())
                .isEqualTo("INVALID_CREDENTIALS");
    }

    @Test
    void shouldRefuseAWrongPassword() {
        // When
        Reply reply = unregister("{\"password\":\"wrong password\"}");

        // Then
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.reason()).isEqualTo("INVALID_CREDENTIALS");
        assertThat(bridge.provisioner().published()).isEmpty();
    }

    @Test
    void shouldCountWrongPasswordsLikeFailedLogins() {
        // Given
        IntStream.range(0, 3).forEach(i -> unregister("{\"password\":\"wrong password\"}"));

        // When
        Reply login = bridge.send(
                "POST",
                "/auth/login",
                "{\"username\":\"agent-%s@acme.example\",\"password\":\"right password\"}".formatted(acme.id()));

        // Then
        assertThat(login.status()).isEqualTo(429);
        assertThat(unregister(BY_PASSWORD).status()).isEqualTo(429);
        assertThat(unregister(BY_PHRASE).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{}; MISSING_REQUEST_PARAMETER; password",
                "{\"immediate\":true}; MISSING_REQUEST_PARAMETER; password",
                "{\"confirmation_phrase\":\"delete\"}; INVALID_ARGUMENT; confirmation_phrase",
                "{\"confirmation_phrase\":\"\"}; INVALID_ARGUMENT; confirmation_phrase",
                "{\"confirmation_phrase\":\"DELETE\",\"password\":\"right password\"}; INVALID_ARGUMENT; confirmation_phrase",
                "{\"confirmation_phrase\":null}; INVALID_ARGUMENT; confirmation_phrase",
                "{\"confirmation_phrase\":\"DELETE\",\"immediate\":\"yes\"}; INVALID_ARGUMENT; immediate"
            })
    void shouldRefuseWhatConfirmsNothing(String body, String reason, String field) {
        // When
        Reply reply = unregister(body);

        // Then
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.reason()).isEqualTo(reason);
        assertThat(reply.json().at("/error/details/field").asText()).isEqualTo(field);
        assertThat(bridge.provisioner().published()).isEmpty();
    }

    @Test
    void shouldTakeNoPasswordFromAnAccessKey() {
        // Given
        giveAccessKey();

        // When
        Reply byPassword = bridge.send("POST", "/auth/unregister?accesskey=" + KEY, BY_PASSWORD);
        Reply byPhrase = bridge.send("POST", "/auth/unregister?accesskey=" + KEY, BY_PHRASE);

        // Then
        assertThat(byPassword.status()).isEqualTo(403);
        assertThat(byPassword.reason()).isEqualTo("AGENT_AUTH_REQUIRED");
        assertThat(byPhrase.status()).isEqualTo(200);
    }

    @Test
    void shouldTakeNoPasswordForTheGuestAgentsThroughADelegatedToken() {
        // Given
        String delegated = Bridge.delegatedToken(acme, platform);

        // When
        Reply byPassword = call("POST", delegated, BY_PASSWORD);
        Reply byPhrase = call("POST", delegated, BY_PHRASE);

        // Then
        assertThat(byPassword.reason()).isEqualTo("INVALID_CREDENTIALS");
        assertThat(byPhrase.status()).isEqualTo(200);
        assertThat(published().getActor().getDelegatedBy()).isEqualTo(platform.agentId());
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 64})
    void shouldBeForAdminsOnly(int permission) {
        // Given
        ReadModel.execute("update agents set permission = ? where id = ?", permission, acme.agentId());

        // Then
        assertThat(unregister(BY_PASSWORD).reason()).isEqualTo("PERMISSION_DENIED");
        assertThat(call("DELETE", token, "").reason()).isEqualTo("PERMISSION_DENIED");
    }

    @ParameterizedTest
    @CsvSource({"active, 200, 200", "suspended, 200, 403", "frozen, 200, 200"})
    void shouldLetWhoeverLeavesAndWhoeverIsNotSuspendedComeBack(String status, int leaving, int comingBack) {
        // Given
        ReadModel.execute("update customers set status = ? where id = ?", status, acme.id());

        // When
        Reply back = call("DELETE", token, "");
        ReadModel.execute("update customers set status = ? where id = ?", status, acme.id());
        Reply away = unregister(BY_PHRASE);

        // Then
        assertThat(back.status()).isEqualTo(comingBack);
        assertThat(away.status()).isEqualTo(leaving);
    }

    @Test
    void shouldSayToTheSuspendedThatTheyAre() {
        // Given
        ReadModel.execute("update customers set status = 'suspended' where id = ?", acme.id());

        // Then
        assertThat(call("DELETE", token, "").reason()).isEqualTo("ACCOUNT_SUSPENDED");
    }

    @Test
    void shouldRecoverTheCallersCustomer() {
        // Given
        ReadModel.execute("update customers set status = 'frozen' where id = ?", acme.id());

        // When
        Reply reply = call("DELETE", token, "");

        // Then
        assertThat(reply.json().get("status").asText()).isEqualTo("active");
        assertThat(published().getRecoverCustomer()).isNotNull();
    }

    @Test
    void shouldBeThePlatformsOwnCustomersForASuperAdminAndLeftToTheProvisioner() {
        // Given
        bridge.provisioner().refuse("STATE_INVALID", Map.of());

        // When
        Reply reply = call("POST", Bridge.token(platform), BY_PHRASE);

        // Then
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.reason()).isEqualTo("STATE_INVALID");
        assertThat(published().getCustomerId()).isEqualTo(ReadModel.PLATFORM);
    }

    @Test
    void shouldAskForThePasswordBeforeItRepeatsAnAnswer() {
        // Given
        unregister(BY_PASSWORD, "Idempotency-Key", "k2");
        Reply repeated = unregister(BY_PASSWORD, "Idempotency-Key", "k2");

        // When
        Reply wrong = unregister("{\"password\":\"wrong password\"}", "Idempotency-Key", "k2");

        // Then
        assertThat(repeated.status()).isEqualTo(200);
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(bridge.provisioner().published()).hasSize(1);
    }
}
