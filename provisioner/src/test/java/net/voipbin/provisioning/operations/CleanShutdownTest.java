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
    void shouldKeepStateWhenTheLastRunClosedIt() {
        // Given
        shutdown("provisioner").record();

        // Then
        assertThat(shutdown("provisioner").mustDiscardState(NOW)).isFalse();
    }

    @Test
    void shouldDiscardStateWhenTheLastRunWasKilled() {
        // Given
        shutdown("provisioner").record();

        // When
        shutdown("provisioner").mustDiscardState(NOW);

        // Then
        assertThat(shutdown("provisioner").mustDiscardState(NOW)).isTrue();
    }

    @Test
    void shouldDiscardStateWhenItWasClosedLongAgo() {
        // Given
        shutdown("provisioner").record();

        // Then
        assertThat(shutdown("provisioner")
                        .mustDiscardState(NOW.plus(CleanShutdown.MAX_AGE).plus(Duration.ofMinutes(1))))
                .isTrue();
        assertThat(shutdown("provisioner").mustDiscardState(NOW)).isTrue();
    }

    @Test
    void shouldDiscardStateWhenAClockThatWasAheadClosedIt() {
        // Given
        shutdown("provisioner").record();

        // Then
        assertThat(shutdown("provisioner").mustDiscardState(NOW.minus(Duration.ofMinutes(1))))
                .isTrue();
    }

    @Test
    void shouldDiscardNothingWhenTheRunIsTheFirst() throws IOException {
        // Given
        Files.delete(directory.resolve("provisioner").resolve("0_1"));

        // Then
        assertThat(shutdown("provisioner").mustDiscardState(NOW)).isFalse();
    }

    @Test
    void shouldDiscardStateWhenOnlyAnotherApplicationInTheDirectoryClosedItsOwn() {
        // Given
        shutdown("provisioner").record();

        // Then
        assertThat(shutdown("other").mustDiscardState(NOW)).isTrue();
    }

    private CleanShutdown shutdown(String applicationId) {
        return CleanShutdown.of(ProvisionerSettings.of(SettingsSamples.leastWith(
                Map.of("PROVISIONER_STATE_DIR", directory.toString(), "PROVISIONER_APPLICATION_ID", applicationId))));
    }
}
