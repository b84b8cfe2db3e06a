package net.voipbin.provisioning.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.voipbin.provisioning.settings.SettingsTable;
import org.junit.jupiter.api.Test;

final class ConfigurationDocumentTest {

    private static final Path PAGE = Path.of("../docs/configuration.md");
    private static final Path SOURCE =
            Path.of("src/main/java/net/voipbin/provisioning/configuration/ProvisionerSettings.java");
    private static final Path LOGBACK = Path.of("src/main/resources/logback.xml");

    @Test
    void shouldDocumentEverySettingWithItsBoundsAndDefault() throws IOException {
        // Given
        SettingsTable table = SettingsTable.of(Files.readString(PAGE), "Provisioner");

        // When
        List<String> differences =
                table.differences(Files.readString(SOURCE), SettingsSamples.least(), ProvisionerSettings::of);

        // Then
        assertThat(differences).isEmpty();
        assertThat(table.rows()).isNotEmpty();
    }

    @Test
    void shouldDocumentTheDefaultsOfTheLogs() throws IOException {
        // Given
        String logback = Files.readString(LOGBACK);

        // When
        SettingsTable table = SettingsTable.of(Files.readString(PAGE), "Logs");

        // Then
        assertThat(table.rows())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(logback).contains("${" + row.name() + ":-" + row.fallback() + "}"));
    }
}
