package net.voipbin.provisioning.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.domain.Periods;
import net.voipbin.provisioning.settings.InvalidSettingException;
import net.voipbin.provisioning.settings.Secret;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProvisionerSettingsTest {

    @Nested
    class Defaults {

        @Test
        void shouldStandInForWhatIsNotSet() {
            // When
            ProvisionerSettings settings = ProvisionerSettings.of(SettingsSamples.least());
            // Then
            assertThat(settings)
                    .isEqualTo(new ProvisionerSettings(
                            Map.of(),
                            Map.of(),
                            new ProvisionerSettings.Database(
                                    "jdbc:postgresql://127.0.0.1:5432/provisioning",
                                    "provisioner",
                                    new Secret("the-database-password"),
                                    Optional.empty()),
                            UUID.fromString(SettingsSamples.PLATFORM),
                            "provisioner",
                            "provisioner-0",
                            Path.of("/var/lib/provisioner"),
                            1,
                            Duration.ofMillis(10),
                            new Periods(Duration.ofHours(1), Duration.ofDays(30)),
                            new Secret(SettingsSamples.HASH_KEY),
                            12,
                            3,
                            "127.0.0.1",
                            9090));
        }
    }

    @Nested
    class Mapping {

        @Test
        void shouldReadEveryVariable() {
            // Given
            Map<String, String> environment = new HashMap<>(Map.of(
                    "POSTGRES_URL", "jdbc:postgresql://db/model",
                    "POSTGRES_USER", "writer",
                    "POSTGRES_PASSWORD", "p",
                    "PLATFORM_CUSTOMER_ID", "11111111-1111-4111-8111-111111111111",
                    "PROVISIONER_APPLICATION_ID", "another",
                    "PROVISIONER_INSTANCE_ID", "another-7",
                    "PROVISIONER_STATE_DIR", "/state",
                    "PROVISIONER_STREAM_THREADS", "64",
                    "PROVISIONER_COMMIT_INTERVAL", "PT0.1S",
                    "PROVISIONER_HASH_KEY", "k".repeat(32)));
            environment.putAll(Map.of(
                    "POSTGRES_BRIDGE_PASSWORD", "b",
                    "TOPIC_PARTITIONS", "1000",
                    "TOPIC_REPLICATION_FACTOR", "1",
                    "PROVISIONER_SIGNUP_EXPIRY", "PT5S",
                    "PROVISIONER_DELETION_AFTER", "P90D",
                    "MANAGEMENT_HOST", "::1",
                    "MANAGEMENT_PORT", "0",
                    "KAFKA_BOOTSTRAP_SERVERS", "kafka:9092",
                    "SERDE_SCHEMA_REGISTRY_URL", "http://registry"));
            // When
            ProvisionerSettings settings = ProvisionerSettings.of(environment);
            // Then
            assertThat(settings)
                    .isEqualTo(new ProvisionerSettings(
                            Map.of("bootstrap.servers", "kafka:9092"),
                            Map.of("schema.registry.url", "http://registry"),
                            new ProvisionerSettings.Database(
                                    "jdbc:postgresql://db/model",
                                    "writer",
                                    new Secret("p"),
                                    Optional.of(new Secret("b"))),
                            UUID.fromString("11111111-1111-4111-8111-111111111111"),
                            "another",
                            "another-7",
                            Path.of("/state"),
                            64,
                            Duration.ofMillis(100),
                            new Periods(Duration.ofSeconds(5), Duration.ofDays(90)),
                            new Secret("k".repeat(32)),
                            1000,
                            1,
                            "::1",
                            0));
        }

        @Test
        void shouldNotPrintASecret() {
            // Given
            ProvisionerSettings settings = ProvisionerSettings.of(SettingsSamples.leastWith(Map.of(
                    "POSTGRES_BRIDGE_PASSWORD", "the-bridge-password",
                    "KAFKA_SASL_JAAS_CONFIG", "module required password=\"the-broker-password\";",
                    "SERDE_BASIC_AUTH_USER_INFO", "user:the-registry-password")));
            // When
            String printed = settings.toString();
            // Then
            assertThat(printed)
                    .contains("sasl.jaas.config", "basic.auth.user.info", "provisioner-0")
                    .doesNotContain(SettingsSamples.HASH_KEY)
                    .doesNotContain(
                            "the-database-password",
                            "the-bridge-password",
                            "the-broker-password",
                            "the-registry-password");
        }
    }

    @Nested
    class Mistakes {

        @ParameterizedTest
        @ValueSource(strings = {"PROVISIONER_TREADS", "POSTGRES_USERNAME", "TOPIC_REPLICAS", "MANAGEMENT_ADDRESS"})
        void shouldRefuseAnUnknownVariable(String name) {
            // Given
            Map<String, String> environment = SettingsSamples.leastWith(Map.of(name, "a-value-that-must-not-show"));
            // Then
            assertThatExceptionOfType(InvalidSettingException.class)
                    .isThrownBy(() -> ProvisionerSettings.of(environment))
                    .withMessage(name + " is not a setting");
        }

        @Test
        void shouldLeaveTheVariablesOfOthersAlone() {
            // Given
            Map<String, String> environment = SettingsSamples.leastWith(Map.of("HOME", "/root", "BRIDGE_PORT", "8080"));
            // Then
            assertThat(ProvisionerSettings.of(environment)).isEqualTo(ProvisionerSettings.of(SettingsSamples.least()));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "POSTGRES_URL",
                    "POSTGRES_USER",
                    "POSTGRES_PASSWORD",
                    "PLATFORM_CUSTOMER_ID",
                    "PROVISIONER_INSTANCE_ID",
                    "PROVISIONER_STATE_DIR",
                    "PROVISIONER_HASH_KEY"
                })
        void shouldNameAVariableThatIsMissing(String name) {
            // Given
            Map<String, String> environment = SettingsSamples.leastWithout(name);
            // Then
            assertThatExceptionOfType(InvalidSettingException.class)
                    .isThrownBy(() -> ProvisionerSettings.of(environment))
                    .withMessageStartingWith(name + " ");
        }

        @ParameterizedTest
        @CsvSource({
            "PLATFORM_CUSTOMER_ID, nobody",
            "PROVISIONER_STREAM_THREADS, 0",
            "PROVISIONER_STREAM_THREADS, 65",
            "PROVISIONER_STREAM_THREADS, many",
            "PROVISIONER_COMMIT_INTERVAL, PT0.0009S",
            "PROVISIONER_COMMIT_INTERVAL, PT1.001S",
            "PROVISIONER_COMMIT_INTERVAL, 10ms",
            "PROVISIONER_HASH_KEY, 0123456789abcdef0123456789abcde",
            "TOPIC_PARTITIONS, 0",
            "TOPIC_PARTITIONS, 1001",
            "TOPIC_REPLICATION_FACTOR, 0",
            "TOPIC_REPLICATION_FACTOR, 10",
            "MANAGEMENT_PORT, -1",
            "MANAGEMENT_PORT, 65536"
        })
        void shouldNameAVariableThatIsOutOfItsBounds(String name, String value) {
            // Given
            Map<String, String> environment = SettingsSamples.leastWith(Map.of(name, value));
            // Then
            assertThatExceptionOfType(InvalidSettingException.class)
                    .isThrownBy(() -> ProvisionerSettings.of(environment))
                    .withMessageStartingWith(name + " is ");
        }
    }
}
