package net.voipbin.provisioning.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import net.voipbin.provisioning.configuration.ProvisionerSettings;
import net.voipbin.provisioning.configuration.SettingsSamples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CleanShutdownTest {

    private static final Instant NOW = Instant.now();

    @TempDir
    private Path directory;

    @BeforeEach
    void someState() throws IOException {
        Files.createDirectories(directory.resolve("provisioner").resolve("0_1"));
        Files.createDirectories(directory.resolve("other").resolve("0_1"));
    }

    @Test
    void stateThatWasClosedIsGoneOnWith() {
        // Given
        shutdown("provisioner").record();

        // Then
        assertThat(shutdown("provisioner").mustBeginAnew(NOW)).isFalse();
    }

    @Test
    void stateOfARunThatWasKilledIsNot() {
        // Given
        shutdown("provisioner").record();

        // When
        shutdown("provisioner").mustBeginAnew(NOW);

        // Then
        assertThat(shutdown("provisioner").mustBeginAnew(NOW)).isTrue();
    }

    @Test
    void stateThatWasClosedLongAgoIsNot() {
        // Given
        shutdown("provisioner").record();

        // Then
        assertThat(shutdown("provisioner")
                        .mustBeginAnew(NOW.plus(CleanShutdown.LONGEST).plus(Duration.ofMinutes(1))))
                .isTrue();
        assertThat(shutdown("provisioner").mustBeginAnew(NOW)).isTrue();
    }

    @Test
    void stateThatWasClosedByAClockThatWasAheadIsNot() {
        // Given
        shutdown("provisioner").record();

        // Then
        assertThat(shutdown("provisioner").mustBeginAnew(NOW.minus(Duration.ofMinutes(1))))
                .isTrue();
    }

    @Test
    void theFirstRunHasNothingToThrowAway() throws IOException {
        // Given
        Files.delete(directory.resolve("provisioner").resolve("0_1"));

        // Then
        assertThat(shutdown("provisioner").mustBeginAnew(NOW)).isFalse();
    }

    @Test
    void anotherApplicationsStateInTheSameDirectoryIsItsOwn() {
        // Given
        shutdown("provisioner").record();

        // Then
        assertThat(shutdown("other").mustBeginAnew(NOW)).isTrue();
    }

    private CleanShutdown shutdown(String applicationId) {
        return CleanShutdown.of(ProvisionerSettings.of(SettingsSamples.leastWith(
                Map.of("PROVISIONER_STATE_DIR", directory.toString(), "PROVISIONER_APPLICATION_ID", applicationId))));
    }
}
