package net.voipbin.provisioning.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import net.voipbin.provisioning.configuration.ProvisionerSettings;
import net.voipbin.provisioning.configuration.SettingsSamples;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.internals.StateDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Read back by Kafka Streams itself, whose file it is. */
final class ProcessIdentityTest {

    @TempDir
    private Path directory;

    @Test
    void shouldKeepTheIdWhenAnInstanceHasLostItsDirectory() {
        assertThat(idOnceEstablished("first", "provisioner-1"))
                .isEqualTo(idOnceEstablished("second", "provisioner-1"))
                .isNotEqualTo(idOnceEstablished("third", "provisioner-2"));
    }

    @Test
    void shouldWriteItsOwnIdWhenAnotherInstanceHadTheDirectory() {
        // Given
        UUID former = idOnceEstablished("moved", "provisioner-1");

        // When
        UUID present = idOnceEstablished("moved", "provisioner-2");

        // Then
        assertThat(present).isNotEqualTo(former).isEqualTo(idOnceEstablished("own", "provisioner-2"));
    }

    private UUID idOnceEstablished(String name, String instanceId) {
        ProvisionerSettings settings = ProvisionerSettings.of(SettingsSamples.leastWith(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                "127.0.0.1:9092",
                "PROVISIONER_STATE_DIR",
                directory.resolve(name).toString(),
                "PROVISIONER_INSTANCE_ID",
                instanceId)));
        ProcessIdentity.establish(settings);
        StateDirectory streams =
                new StateDirectory(new StreamsConfig(StreamsProperties.of(settings)), Time.SYSTEM, true, false);
        try {
            return streams.initializeProcessId();
        } finally {
            streams.close();
        }
    }
}
