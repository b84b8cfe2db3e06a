package net.voipbin.provisioning.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import net.voipbin.provisioning.bridge.limit.RateLimits;
import net.voipbin.provisioning.settings.InvalidSettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BridgeSettingsTest {

    static Map<String, String> least() {
        Map<String, String> environment = new HashMap<>();
        environment.put("POSTGRES_URL", "jdbc:postgresql://127.0.0.1/x");
        environment.put("POSTGRES_USER", "user");
        environment.put("POSTGRES_PASSWORD", "hidden");
        environment.put("PLATFORM_CUSTOMER_ID", "00000000-0000-4000-8000-000000000001");
        environment.put("BRIDGE_TOKEN_KEY", "t".repeat(32));
        environment.put("BRIDGE_REQUEST_KEY", "r".repeat(32));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092");
        environment.put("SERDE_SCHEMA_REGISTRY_URL", "http://127.0.0.1:8081");
        return environment;
    }

    @Test
    void shouldHaveADefaultWhenASettingIsAbsent() {
        // When
        BridgeSettings settings = BridgeSettings.from(least());

        // Then
        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.writeDeadline()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.maxRequests()).isEqualTo(1_000);
        assertThat(settings.maxWaiting()).isEqualTo(500);
        assertThat(settings.tokenLifetime()).isEqualTo(Duration.ofDays(7));
        assertThat(settings.untilDeletion()).isEqualTo(Duration.ofDays(30));
        assertThat(settings.limits()).isEqualTo(new RateLimits.Quotas(10, 300, 100, 10));
        assertThat(settings.trustedProxies()).isZero();
        assertThat(settings.termsVersion()).isEqualTo("1");
        assertThat(settings.kafka()).containsEntry("bootstrap.servers", "127.0.0.1:9092");
        assertThat(settings.serde()).containsEntry("schema.registry.url", "http://127.0.0.1:8081");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?options=-c%20search_path=x", "?ssl=true&options=-c%20search_path=x"})
    void shouldRefuseOptionsInTheConnectionsUrl(String options) {
        // Given
        Map<String, String> environment = least();
        environment.merge("POSTGRES_URL", options, String::concat);

        // Then
        assertThatThrownBy(() -> BridgeSettings.from(environment))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("POSTGRES_URL has options");
    }

    @ParameterizedTest
    @CsvSource({
        "BRIDGE_TOKEN_KEY,brief",
        "BRIDGE_REQUEST_KEY,brief",
        "BRIDGE_PORT,65536",
        "BRIDGE_MAX_CONNECTIONS,-7",
        "BRIDGE_IDLE_TIMEOUT,PT0.5S",
        "BRIDGE_CLIENT_TIMEOUT,PT10M",
        "BRIDGE_MAX_REQUESTS,-7",
        "BRIDGE_MAX_REQUESTS,100001",
        "BRIDGE_WRITE_DEADLINE,PT0.1S",
        "BRIDGE_LOGIN_FAILURES_PER_USERNAME,-7",
        "BRIDGE_LOGIN_FAILURES_PER_ADDRESS,10000001",
        "BRIDGE_SIGNUPS_PER_ADDRESS,many",
        "BRIDGE_SIGNUPS_PER_EMAIL,none",
        "BRIDGE_TRUSTED_PROXIES,11",
        "BRIDGE_PROT,8080",
        "PLATFORM_CUSTOMER_ID,x"
    })
    void shouldNameAWrongOrUnknownSettingWithoutItsValue(String name, String value) {
        // Given
        Map<String, String> environment = least();
        environment.put(name, value);

        // Then
        assertThatThrownBy(() -> BridgeSettings.from(environment))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining(name)
                .hasMessageNotContaining(value);
    }

    @Test
    void shouldTakeLimitsProxiesAndTermsAsTheyAreSet() {
        // Given
        Map<String, String> environment = least();
        environment.put("BRIDGE_LOGIN_FAILURES_PER_USERNAME", "11");
        environment.put("BRIDGE_LOGIN_FAILURES_PER_ADDRESS", "12");
        environment.put("BRIDGE_SIGNUPS_PER_ADDRESS", "13");
        environment.put("BRIDGE_SIGNUPS_PER_EMAIL", "14");
        environment.put("BRIDGE_TRUSTED_PROXIES", "2");
        environment.put("BRIDGE_TERMS_VERSION", "2026-11");

        // When
        BridgeSettings settings = BridgeSettings.from(environment);

        // Then
        assertThat(settings.limits()).isEqualTo(new RateLimits.Quotas(11, 12, 13, 14));
        assertThat(settings.trustedProxies()).isEqualTo(2);
        assertThat(settings.termsVersion()).isEqualTo("2026-11");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 256})
    void shouldDemandATermsVersionThatASignupCanCarry(int length) {
        // Given
        Map<String, String> environment = least();
        environment.put("BRIDGE_TERMS_VERSION", "v".repeat(length));

        // Then
        assertThatThrownBy(() -> BridgeSettings.from(environment))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("BRIDGE_TERMS_VERSION");
    }

    @Test
    void shouldNotShowSecrets() {
        // When
        String text = BridgeSettings.from(least()).toString();

        // Then
        assertThat(text).doesNotContain("hidden", "t".repeat(32), "r".repeat(32));
    }
}
