package net.voipbin.provisioning.bridge.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import net.voipbin.provisioning.bridge.Bridge;
import net.voipbin.provisioning.bridge.Bridge.Reply;
import net.voipbin.provisioning.bridge.ReadModel;
import net.voipbin.provisioning.bridge.ReadModel.Tenant;
import net.voipbin.provisioning.bridge.auth.Passwords;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logging in, and how often that may fail. */
class LoginTest {

    private static final int MOST_FAILURES = 4;
    private static final int MOST_FAILURES_OF_ADDRESS = 9;

    private static String hash = "";

    private Bridge bridge;
    private Tenant acme;

    @BeforeAll
    static void hash() {
        try (Passwords passwords = new Passwords(1, new SimpleMeterRegistry())) {
            hash = passwords.hash("right password");
        }
    }

    @BeforeEach
    void start() {
        ReadModel.clear();
        bridge = new Bridge(Map.of(
                "BRIDGE_LOGIN_FAILURES_PER_USERNAME", Integer.toString(MOST_FAILURES),
                "BRIDGE_LOGIN_FAILURES_PER_ADDRESS", Integer.toString(MOST_FAILURES_OF_ADDRESS)));
        acme = ReadModel.tenant(UUID.randomUUID(), 32);
        ReadModel.password(acme.id(), acme.agentId(), hash, 7);
    }

    @AfterEach
    void stop() {
        bridge.close();
    }

    private static String username(Tenant tenant) {
        return "agent-" + tenant.id() + "@acme.example";
    }

    private Reply login(String username, String password) {
        return bridge.send(
                "POST", "/auth/login", "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password));
    }

    private Reply rightLogin() {
        return login(username(acme), "right password");
    }

    private Reply own(String token) {
        return bridge.get("/v1.0/customer", "Authorization", "Bearer " + token);
    }

    private void assertInvalid(Reply reply) {
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.reason()).isEqualTo("INVALID_CREDENTIALS");
    }

    @Test
    void shouldGiveATokenForTheRightPassword() {
        // When
        Reply reply = rightLogin();

        // Then
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().fieldNames()).toIterable().containsExactlyInAnyOrder("username", "token");
        assertThat(reply.json().get("username").asText()).isEqualTo(username(acme));
        assertThat(own(reply.json().get("token").asText()).json().get("id").asText())
                .isEqualTo(acme.id().toString());
    }

    @Test
    void shouldCompareUsernamesWithoutRegardToCase() {
        // Given
        ReadModel.execute("update agents set username = 'Ann.Lee@Acme.Example' where id = ?", acme.agentId());

        // When
        Reply reply = login("aNN.lEE@aCME.eXAMPLE", "right password");

        // Then
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("username").asText()).isEqualTo("Ann.Lee@Acme.Example");
    }

    @Test
    void shouldEndEarlierTokensWhenThePasswordIsSetAgain() {
        // Given
        String earlier = rightLogin().json().get("token").asText();

        // When
        ReadModel.password(acme.id(), acme.agentId(), hash, 8);

        // Then
        assertInvalid(own(earlier));
        assertThat(own(rightLogin().json().get("token").asText()).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"suspended", "frozen", "initial"})
    void shouldLetInWhoeverIsNotGone(String status) {
        // Given
        ReadModel.execute("update customers set status = ? where id = ?", status, acme.id());

        // Then
        assertThat(rightLogin().status()).isEqualTo(200);
    }

    @Test
    void shouldNotLetInAgentsOfDeletedCustomers() {
        // Given
        ReadModel.execute("update customers set status = 'deleted', tm_delete = now() where id = ?", acme.id());

        // Then
        assertInvalid(rightLogin());
    }

    @Test
    void shouldNeverLetTheGuestIn() {
        // Given
        ReadModel.password(acme.id(), acme.guestId(), hash, 9);

        // Then
        assertInvalid(login("guest-" + acme.id() + "@guest.invalid", "right password"));
    }

    @Test
    void shouldAnswerAnUnknownUserAndAWrongPasswordAlike() {
        // When
        Reply unknown = login("nobody@acme.example", "right password");
        Reply wrong = login(username(acme), "wrong password");

        // Then
        assertInvalid(unknown);
        assertInvalid(wrong);
        assertThat(unknown.text().replace(requestId(unknown), ""))
                .isEqualTo(wrong.text().replace(requestId(wrong), ""));
    }

    private static String requestId(Reply reply) {
        return reply.header("X-Request-Id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=9999999,t=999,p=255$AAAAAAAAAAA$AAAAAAAA",
                "$argon2id$v=19$m=0,t=0,p=0$AAAAAAAAAAA$AAAAAAAA",
                "$argon2id$v=19$m=19456,t=2,p=1$A$A",
                "right password",
                ""
            })
    void shouldTakeAHashThatCannotBeComparedWithForAWrongOne(String absurd) {
        // Given
        ReadModel.password(acme.id(), acme.agentId(), absurd, 9);

        // Then
        assertInvalid(rightLogin());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"username\":\"a@x.io\"}; MISSING_REQUEST_PARAMETER; password",
                "{\"password\":\"x\"}; MISSING_REQUEST_PARAMETER; username",
                "{}; MISSING_REQUEST_PARAMETER; username",
                "{\"username\":null,\"password\":\"x\"}; INVALID_ARGUMENT; username",
                "{\"username\":\"a@x.io\",\"password\":12345678}; INVALID_ARGUMENT; password"
            })
    void shouldSayWhatIsMissing(String body, String reason, String field) {
        // When
        Reply reply = bridge.send("POST", "/auth/login", body);

        // Then
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.reason()).isEqualTo(reason);
        assertThat(reply.json().at("/error/details/field").asText()).isEqualTo(field);
    }

    @Test
    void shouldTakeOneOfTwoAgentsWhereAUsernameHasJustGoneOver() {
        // Given
        Tenant other = ReadModel.tenant(UUID.randomUUID(), 32, ReadModel.BIRTH.plusSeconds(60));
        ReadModel.password(other.id(), other.agentId(), hash, 3);
        ReadModel.execute("update agents set username = 'both@acme.example' where not guest");

        // When
        Reply reply = login("both@acme.example", "right password");

        // Then
        assertThat(own(reply.json().get("token").asText()).json().get("id").asText())
                .isEqualTo(other.id().toString());
    }

    @Test
    void shouldShutAUsernameOutAfterTooManyFailures() {
        // Given
        IntStream.range(0, MOST_FAILURES).forEach(i -> assertInvalid(login(username(acme), "wrong password")));

        // When
        Reply right = login(username(acme).toUpperCase(Locale.ROOT), "right password");

        // Then
        assertThat(right.status()).isEqualTo(429);
        assertThat(right.reason()).isEqualTo("RATE_LIMIT_EXCEEDED");
        assertThat(Integer.parseInt(right.header("Retry-After"))).isBetween(50, 61);
    }

    @Test
    void shouldShutOutUnknownUsernamesToo() {
        // Given
        IntStream.range(0, MOST_FAILURES).forEach(i -> assertInvalid(login("nobody@acme.example", "wrong password")));

        // Then
        assertThat(login("nobody@acme.example", "wrong password").status()).isEqualTo(429);
    }

    @Test
    void shouldShutAnAddressOutAfterTooManyFailures() {
        // Given
        IntStream.range(0, MOST_FAILURES_OF_ADDRESS)
                .forEach(i -> assertInvalid(login("nobody" + i + "@acme.example", "wrong password")));

        // Then
        assertThat(rightLogin().status()).isEqualTo(429);
    }

    @Test
    void shouldNotCountSuccesses() {
        // When
        List<Integer> statuses = IntStream.range(0, MOST_FAILURES_OF_ADDRESS + 1)
                .mapToObj(i -> rightLogin().status())
                .toList();

        // Then
        assertThat(statuses).containsOnly(200);
    }

    @Test
    void shouldLetNoMoreFailAtTheSameTimeThanOneByOne() {
        // When
        List<Integer> statuses = atOnce(20, "wrong password");

        // Then
        assertThat(statuses.stream().filter(status -> status == 401)).hasSize(MOST_FAILURES);
        assertThat(statuses).containsOnly(401, 429);
    }

    @Test
    void shouldRefuseNobodyWithTheRightPasswordAtTheSameTime() {
        // Then
        assertThat(atOnce(2 * MOST_FAILURES, "right password")).containsOnly(200);
    }

    private List<Integer> atOnce(int count, String password) {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> replies = IntStream.range(0, count)
                    .mapToObj(i ->
                            callers.submit(() -> login(username(acme), password).status()))
                    .toList();
            return replies.stream().map(LoginTest::get).toList();
        }
    }

    private static int get(Future<Integer> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
