package net.voipbin.provisioning.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import net.voipbin.provisioning.configuration.ProvisionerSettings;
import net.voipbin.provisioning.configuration.SettingsSamples;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class StreamsPropertiesTest {

    @Test
    void shouldProcessExactlyOnceWhateverTheSettingsSay() {
        // Given
        Map<String, String> loosened = SettingsSamples.leastWith(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092",
                "KAFKA_PROCESSING_GUARANTEE", "at_least_once",
                "KAFKA_APPLICATION_ID", "another"));
        // When
        StreamsConfig config = config(loosened);
        // Then
        assertThat(config.getString("processing.guarantee")).isEqualTo("exactly_once_v2");
        assertThat(config.getString("application.id")).isEqualTo("provisioner");
        assertThat(config.getMainConsumerConfigs("provisioner", "client", 0))
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("enable.auto.commit", "false");
    }

    @Test
    void shouldKeepItsMembershipOverARestartWhateverTheSettingsSay() {
        // Given
        Map<String, String> environment = SettingsSamples.leastWith(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092",
                "KAFKA_GROUP_INSTANCE_ID", "another",
                "KAFKA_MAIN_CONSUMER_GROUP_INSTANCE_ID", "another"));
        // When
        StreamsConfig config = config(environment);
        // Then
        assertThat(config.getMainConsumerConfigs("provisioner", "client", 1))
                .containsEntry("group.instance.id", "provisioner-0-1")
                .containsEntry("session.timeout.ms", 10_000)
                .containsEntry("max.poll.interval.ms", 60_000);
    }

    @Test
    void shouldBindTheOwnSettingsToThoseOfStreams() {
        // Given
        Map<String, String> environment = SettingsSamples.leastWith(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092",
                "PROVISIONER_APPLICATION_ID", "another",
                "PROVISIONER_STREAM_THREADS", "3",
                "PROVISIONER_COMMIT_INTERVAL", "PT0.025S",
                "TOPIC_REPLICATION_FACTOR", "2"));
        // When
        StreamsConfig config = config(environment);
        // Then
        assertThat(config.getString("application.id")).isEqualTo("another");
        assertThat(config.getInt("num.stream.threads")).isEqualTo(3);
        assertThat(config.getLong("commit.interval.ms")).isEqualTo(1_000);
        assertThat(config.getInt("replication.factor")).isEqualTo(2);
        assertThat(config.getString("state.dir")).isEqualTo("/var/lib/provisioner");
        assertThat(config.getLong("statestore.cache.max.bytes")).isZero();
    }

    @Test
    void shouldLetTheSettingsTune() {
        // Given
        Map<String, String> tuned = SettingsSamples.leastWith(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092",
                "KAFKA_NUM_STANDBY_REPLICAS", "1",
                "KAFKA_PRODUCER_COMPRESSION_TYPE", "zstd",
                "KAFKA_CONSUMER_SESSION_TIMEOUT_MS", "6000"));
        // When
        StreamsConfig config = config(tuned);
        // Then
        assertThat(config.getInt("num.standby.replicas")).isEqualTo(1);
        assertThat(config.getProducerConfigs("client")).containsEntry("compression.type", "zstd");
        assertThat(config.getMainConsumerConfigs("provisioner", "client", 0))
                .containsEntry("session.timeout.ms", "6000");
    }

    private static StreamsConfig config(Map<String, String> environment) {
        Properties properties = StreamsProperties.of(ProvisionerSettings.of(environment));
        return new StreamsConfig(properties);
    }
}
