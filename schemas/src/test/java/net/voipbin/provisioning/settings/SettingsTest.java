package net.voipbin.provisioning.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void shouldGiveTheFallbackOfWhatIsNotSet() {
        // Given
        Settings settings = new Settings(Map.of());

        // Then
        assertThat(settings.text("A", "fallback")).isEqualTo("fallback");
        assertThat(settings.integer("A", 5, 1, 9)).isEqualTo(5);
        assertThat(settings.flag("A", true)).isTrue();
        assertThat(settings.duration("A", SECOND, SECOND, MINUTE)).isEqualTo(SECOND);
    }

    @Test
    void shouldGiveWhatIsSet() {
        // Given
        UUID id = UUID.randomUUID();
        Settings settings = new Settings(Map.of(
                "TEXT", "some", "NUMBER", "9", "ON", "true", "OFF", "false", "TIME", "PT60S", "ID", id.toString()));

        // Then
        assertThat(settings.text("TEXT")).isEqualTo("some");
        assertThat(settings.text("TEXT", "fallback")).isEqualTo("some");
        assertThat(settings.integer("NUMBER", 5, 1, 9)).isEqualTo(9);
        assertThat(settings.flag("ON", false)).isTrue();
        assertThat(settings.flag("OFF", true)).isFalse();
        assertThat(settings.duration("TIME", SECOND, SECOND, MINUTE)).isEqualTo(MINUTE);
        assertThat(settings.uuid("ID")).isEqualTo(id);
    }

    @Test
    void shouldRefuseToBeWithoutWhatHasNoFallback() {
        assertRefused(Map.of(), settings -> settings.text("A"));
        assertRefused(Map.of(), settings -> settings.uuid("A"));
        assertRefused(Map.of(), settings -> settings.secret("A", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "10", "", "five", "5.0", "99999999999"})
    void shouldRefuseANumberThatIsNoneOrOutOfBounds(String value) {
        assertRefused(Map.of("A", value), settings -> settings.integer("A", 5, 1, 9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.999S", "PT60.001S", "", "60", "60 s"})
    void shouldRefuseADurationThatIsNoneOrOutOfBounds(String value) {
        assertRefused(Map.of("A", value), settings -> settings.duration("A", SECOND, SECOND, MINUTE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "TRUE", "yes", "1"})
    void shouldRefuseAFlagThatIsNeitherTrueNorFalse(String value) {
        assertRefused(Map.of("A", value), settings -> settings.flag("A", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1234", "zzzzzzzz-zzzz-zzzz-zzzz-zzzzzzzzzzzz"})
    void shouldRefuseWhatIsNoUuid(String value) {
        assertRefused(Map.of("A", value), settings -> settings.uuid("A"));
    }

    @Test
    void shouldCountASecretsLengthInBytes() {
        // Given
        Settings settings = new Settings(Map.of("A", "äöü"));

        // When
        Secret secret = settings.secret("A", 6);

        // Then
        assertThat(secret.reveal()).isEqualTo("äöü");
        assertThat(secret.revealBytes()).isEqualTo("äöü".getBytes(StandardCharsets.UTF_8));
        assertRefused(Map.of("A", "äöü"), tooShort -> tooShort.secret("A", 7));
    }

    @Test
    void shouldHoldASecretThatMayBeMissingToItsLengthWhereItIsThere() {
        // Given
        Settings settings = new Settings(Map.of("A", "hidden"));

        // Then
        assertThat(settings.findSecret("A", 6)).contains(new Secret("hidden"));
        assertThat(settings.findSecret("B", 6)).isEmpty();
        assertRefused(Map.of("A", "hidden"), tooShort -> tooShort.findSecret("A", 7));
    }

    @Test
    void shouldNeverPrintASecret() {
        // Given
        Secret secret = new Settings(Map.of("A", "hidden")).secret("A", 1);

        // Then
        assertThat("%s %s".formatted(secret, Map.of("a", secret))).doesNotContain("hidden");
        assertThatThrownBy(() -> new Settings(Map.of("A", "hidden")).secret("A", 7))
                .hasMessageNotContaining("hidden");
    }

    @Test
    void shouldSpellPropertiesAsKafkaDoes() {
        // Given
        Settings settings =
                new Settings(Map.of("KAFKA_BOOTSTRAP_SERVERS", "one:9092", "KAFKA_ACKS", "all", "OTHER", "x"));

        // Then
        assertThat(settings.properties("KAFKA_")).isEqualTo(Map.of("bootstrap.servers", "one:9092", "acks", "all"));
    }

    @Test
    void shouldFindAMisspeltNameAndNotShowItsValue() {
        assertThatThrownBy(() -> {
                    Settings settings = new Settings(Map.of("BRIDGE_PORT", "80", "BRIDGE_TOKENKEY", "hidden"));
                    settings.integer("BRIDGE_PORT", 8080, 1, 65_535);
                    settings.rejectUnknown("BRIDGE_");
                })
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("BRIDGE_TOKENKEY")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void shouldLeaveOthersVariablesAlone() {
        // Given
        Settings settings = new Settings(Map.of("HOME", "/root", "KAFKA_ACKS", "all"));

        // When
        settings.properties("KAFKA_");

        // Then
        assertThatCode(() -> settings.rejectUnknown("BRIDGE_", "KAFKA_")).doesNotThrowAnyException();
    }

    private static void assertRefused(Map<String, String> variables, Consumer<Settings> reading) {
        assertThatThrownBy(() -> reading.accept(new Settings(variables)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("A is ");
    }
}
