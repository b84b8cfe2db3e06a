package net.voipbin.provisioning.bridge.signup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.voipbin.provisioning.bridge.Bridge;
import net.voipbin.provisioning.bridge.Bridge.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often one may sign up, with a real PostgreSQL behind the bridge. */
class SignupLimitsTest {

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

    @Test
    void shouldCountEverySignupOfAnAddress() {
        // Given
        List<Reply> replies = IntStream.range(0, StrictBridge.MOST_SIGNUPS)
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
        List<Reply> replies = IntStream.range(0, StrictBridge.MOST_SIGNUPS_OF_EMAIL)
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
        assertThat(bridge.provisioner().published()).hasSize(StrictBridge.MOST_SIGNUPS_OF_EMAIL + 1);
    }

    @Test
    void shouldNotCountWhatWasDecidedBefore() {
        // Given
        Reply first = signUp(BODY, "Idempotency-Key", "k1");

        // When
        List<Reply> repetitions = IntStream.range(0, StrictBridge.MOST_SIGNUPS + 1)
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
        IntStream.range(0, StrictBridge.MOST_SIGNUPS).forEach(i -> signUp("{}"));
        Reply shutOut = signUp(BODY);

        // When
        Reply repetition = signUp(BODY, "Idempotency-Key", "k1");

        // Then
        assertThat(shutOut.status()).isEqualTo(429);
        assertThat(repetition.json()).isEqualTo(first.json());
    }
}
