package net.voipbin.provisioning.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CleanShutdownTest {

    @TempDir
    private Path directory;

    @Test
    void aRunThatClosedItsStateIsTold() {
        // Given
        shutdown("provisioner").record();

        // Then
        assertThat(shutdown("provisioner").takeBack()).isTrue();
    }

    @Test
    void aRunThatWasKilledIsTold() {
        // Given
        shutdown("provisioner").record();

        // When
        shutdown("provisioner").takeBack();

        // Then
        assertThat(shutdown("provisioner").takeBack()).isFalse();
    }

    @Test
    void theFirstRunHasNothingToGoOnWith() {
        assertThat(shutdown("provisioner").takeBack()).isFalse();
    }

    @Test
    void anotherApplicationsStateInTheSameDirectoryIsItsOwn() {
        // Given
        shutdown("provisioner").record();

        // Then
        assertThat(shutdown("provisioner-2").takeBack()).isFalse();
    }

    private CleanShutdown shutdown(String applicationId) {
        return CleanShutdown.of(ProvisionerSettings.of(SettingsSamples.leastWith(Map.of(
                "PROVISIONER_STATE_DIR",
                directory.resolve("state").toString(),
                "PROVISIONER_APPLICATION_ID",
                applicationId))));
    }
}
