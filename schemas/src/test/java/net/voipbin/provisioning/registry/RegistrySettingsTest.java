package net.voipbin.provisioning.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.voipbin.provisioning.registry.RegistrySettings.Endpoint;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RegistrySettingsTest {

    private static final String URL = "schema.registry.url";

    @Test
    void shouldWaitForARegistryNoLongerThanAStreamThreadCanAfford() {
        // When
        RegistrySettings settings = RegistrySettings.of(Map.of(URL, "http://registry:8081"));

        // Then
        assertThat(settings)
                .isEqualTo(new RegistrySettings(
                        List.of(new Endpoint(URI.create("http://registry:8081"), Optional.empty())),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        3,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(20)));
    }

    @Test
    void shouldTakeEachKey() {
        // When
        RegistrySettings settings = RegistrySettings.of(Map.of(
                URL,
                "http://one:1, https://two/base/",
                "http.connect.timeout.ms",
                "1",
                "http.read.timeout.ms",
                "2",
                "max.retries",
                "4",
                "retries.wait.ms",
                "5",
                "retries.max.wait.ms",
                "6",
                "acks",
                "all"));

        // Then
        assertThat(settings)
                .isEqualTo(new RegistrySettings(
                        List.of(
                                new Endpoint(URI.create("http://one:1"), Optional.empty()),
                                new Endpoint(URI.create("https://two/base"), Optional.empty())),
                        Duration.ofMillis(1),
                        Duration.ofMillis(2),
                        4,
                        Duration.ofMillis(5),
                        Duration.ofMillis(6)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "registry:8081",
                "ftp://user:hidden@registry",
                "http://user:hid den@registry",
                "http:///path",
                "http://user:hidden@registry/?a=b"
            })
    void shouldRefuseAMalformedUrlWithoutQuotingIt(String url) {
        // When
        Throwable failure = catchThrowable(() -> RegistrySettings.of(Map.of(URL, url)));

        // Then
        assertThat(failure).isInstanceOf(ConfigException.class).hasMessageContaining(URL);
        assertThat(failure).hasMessageNotContaining("hid").hasNoCause();
    }

    @Test
    void shouldRefuseToBeWithoutAUrl() {
        assertThatThrownBy(() -> RegistrySettings.of(Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(URL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SASL_INHERIT", "user_info", "anything"})
    void shouldRefuseASourceOfCredentialsThatItDoesNotKnow(String source) {
        assertRefused("basic.auth.credentials.source", source);
        assertRefused("bearer.auth.credentials.source", source);
    }

    @Test
    void shouldRefuseASourceOfCredentialsWithoutCredentials() {
        assertThatThrownBy(() -> RegistrySettings.of(
                        Map.of(URL, "http://registry", "basic.auth.credentials.source", "USER_INFO")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("basic.auth.user.info");
        assertThatThrownBy(() -> RegistrySettings.of(
                        Map.of(URL, "http://registry", "bearer.auth.credentials.source", "STATIC_TOKEN")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("bearer.auth.token");
    }

    @Test
    void shouldRefuseStoresOfItsOwnForTls() {
        assertRefused("schema.registry.ssl.truststore.location", "/some/where");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http.connect.timeout.ms",
                "http.read.timeout.ms",
                "max.retries",
                "retries.wait.ms",
                "retries.max.wait.ms"
            })
    void shouldRefuseANumberOutOfBounds(String key) {
        assertRefused(key, "-1");
        assertRefused(key, "soon");
    }

    @Test
    void shouldNotPrintSecrets() {
        // When
        RegistrySettings settings = RegistrySettings.of(Map.of(
                URL,
                "http://user:hidden@registry",
                "basic.auth.credentials.source",
                "USER_INFO",
                "basic.auth.user.info",
                "other:hidden"));

        // Then
        assertThat(settings.toString()).doesNotContain("hidden").doesNotContain("Basic");
    }

    private static void assertRefused(String key, String value) {
        assertThatThrownBy(() -> RegistrySettings.of(Map.of(URL, "http://registry", key, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key);
    }
}
