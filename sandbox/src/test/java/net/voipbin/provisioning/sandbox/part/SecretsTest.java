package net.voipbin.provisioning.sandbox.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    private Path directory;

    @Test
    void shouldStayTheSameForADirectory() throws IOException {
        // Given
        Secrets first = Secrets.of(directory);

        // Then
        assertThat(Secrets.of(directory)).isEqualTo(first);
    }

    @Test
    void shouldDifferFromEachOther() throws IOException {
        // When
        Secrets secrets = Secrets.of(directory);

        // Then
        assertThat(List.of(
                        secrets.provisionerHashKey(),
                        secrets.bridgeTokenKey(),
                        secrets.bridgeRequestKey(),
                        secrets.bridgeDatabasePassword()))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldMakeWhatADirectoryOfAnEarlierVersionLacksAndKeepTheRest() throws IOException {
        // Given
        Secrets former = Secrets.of(directory);
        Path file = directory.resolve("secrets.properties");
        Files.write(
                file,
                Files.readAllLines(file).stream()
                        .filter(line -> !line.startsWith("bridge.database.password"))
                        .toList());

        // When
        Secrets completed = Secrets.of(directory);

        // Then
        assertThat(completed.bridgeDatabasePassword()).isNotEqualTo(former.bridgeDatabasePassword());
        assertThat(completed)
                .usingRecursiveComparison()
                .ignoringFields("bridgeDatabasePassword")
                .isEqualTo(former);
        assertThat(Secrets.of(directory)).isEqualTo(completed);
    }

    @Test
    void shouldBeReadableByTheirOwnerAlone() throws IOException {
        // When
        Secrets.of(directory);

        // Then
        assertThat(Files.getPosixFilePermissions(directory.resolve("secrets.properties")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
}
