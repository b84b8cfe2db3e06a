package net.voipbin.provisioning.endtoend.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.endtoend.bed.CustomersOfPartitions;
import net.voipbin.provisioning.endtoend.bed.SystemUnderTest;
import net.voipbin.provisioning.endtoend.bed.TopicLog;
import net.voipbin.provisioning.endtoend.bed.UpstreamCommands;
import net.voipbin.provisioning.sandbox.part.ProgramSettings;
import net.voipbin.provisioning.topic.Topics;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a provisioner that starts makes of the local state that the one before it left. */
final class RestartEndToEndTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final SystemUnderTest SYSTEM = SystemUnderTest.shared();

    /** A store that never held anything has no offset to go on from. */
    @BeforeAll
    static void thereIsStateInEachPartition() {
        try (UpstreamCommands upstream = SYSTEM.upstream();
                TopicLog<CommandResult> results = new TopicLog<>(SYSTEM.bed(), Topics.RESULTS)) {
            for (int partition = 0; partition < ProgramSettings.PARTITIONS; partition++) {
                UUID customerId = CustomersOfPartitions.in(partition);
                upstream.publish(UpstreamCommands.creation(customerId, customerId + "@restart.example"))
                        .join();
                results.awaitFirst(TIMEOUT, result -> result.getCustomerId().equals(customerId));
            }
        }
    }

    @Test
    void shouldContinueWithTheStateWhenAProvisionerWasStopped() throws IOException {
        // Given
        SYSTEM.stopProvisioner();
        List<Object> closed = stores();

        // When
        List<String> logged = loggedByAProvisionerThatStarts();

        // Then
        assertThat(logged).noneMatch(RestartEndToEndTest::isOfARestore);
        assertThat(stores()).isNotEmpty().isEqualTo(closed);
    }

    @Test
    void shouldRestoreTheStateWhenAProvisionerWasKilled() {
        // Given
        SYSTEM.killProvisioner();

        // When
        List<String> logged = loggedByAProvisionerThatStarts();

        // Then
        assertThat(logged)
                .anyMatch(RestartEndToEndTest::isOfARestore)
                .noneMatch(line -> line.contains("TaskCorruptedException"));
    }

    @Test
    void shouldRestoreTheStateWhenItWasClosedLongAgo() throws IOException {
        // Given
        SYSTEM.stopProvisioner();
        Files.setLastModifiedTime(
                SYSTEM.stateDirectory().resolve("provisioner.closed"),
                FileTime.from(Instant.now().minus(Duration.ofHours(13))));

        // When
        List<String> logged = loggedByAProvisionerThatStarts();

        // Then
        assertThat(logged).anyMatch(RestartEndToEndTest::isOfARestore);
    }

    private static List<String> loggedByAProvisionerThatStarts() {
        int before = SYSTEM.provisionerLog().size();
        SYSTEM.startProvisioner();
        SYSTEM.awaitProvisioner();
        List<String> log = SYSTEM.provisionerLog();
        return log.subList(before, log.size());
    }

    private static boolean isOfARestore(String line) {
        return line.contains("restoring it from the changelogs");
    }

    /** What the system knows the stores' directories by, whatever is written into them. */
    private static List<Object> stores() throws IOException {
        try (Stream<Path> files = Files.walk(SYSTEM.stateDirectory())) {
            return files.filter(file -> file.getFileName().toString().equals("rocksdb"))
                    .sorted()
                    .map(RestartEndToEndTest::identity)
                    .toList();
        }
    }

    private static Object identity(Path file) {
        try {
            return Files.getAttribute(file, "unix:ino");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
