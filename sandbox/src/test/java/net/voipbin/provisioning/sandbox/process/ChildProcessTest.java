package net.voipbin.provisioning.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.voipbin.provisioning.sandbox.part.EmbeddedPostgres;
import net.voipbin.provisioning.sandbox.part.FreePort;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public final class ChildProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    /** Starts what its first argument names, and then writes the started process's pid to the file named second. */
    public static final class Parent {

        private Parent() {}

        public static void main(String[] arguments) throws Exception {
            Path pidFile = Path.of(arguments[1]);
            Path childDirectory = pidFile.resolveSibling("child");
            long pid = switch (arguments[0]) {
                case "java" -> startWaiting(childDirectory).pid();
                case "postgres" -> {
                    new EmbeddedPostgres(childDirectory, FreePort.any()).start();
                    yield Long.parseLong(Files.readAllLines(childDirectory.resolve("data/postmaster.pid"))
                            .getFirst());
                }
                default -> throw new IllegalArgumentException(arguments[0]);
            };
            Path draft = pidFile.resolveSibling("pid.draft");
            Files.writeString(draft, Long.toString(pid));
            Files.move(draft, pidFile);
            Waiting.main(new String[0]);
        }
    }

    /** Waits for ever; says so first. */
    public static final class Waiting {

        private Waiting() {}

        public static void main(String[] arguments) throws InterruptedException {
            System.out.println("waiting");
            Thread.currentThread().join();
        }
    }

    @Test
    void shouldEndAJavaChildWhenItsParentIsKilled() throws Exception {
        // Given
        ChildProcess parent = startParentOf("java");
        ProcessHandle child = childOf(parent);

        // When
        parent.kill();

        // Then
        assertThat(child.onExit().get(20, TimeUnit.SECONDS).isAlive()).isFalse();
    }

    @Test
    void shouldEndPostgresWhenItsParentIsKilled() throws Exception {
        // Given
        ChildProcess parent = startParentOf("postgres");
        ProcessHandle child = childOf(parent);

        // When
        parent.kill();

        // Then
        assertThat(child.onExit().get(20, TimeUnit.SECONDS).isAlive()).isFalse();
    }

    @Test
    void shouldFailAtOnceWithTheEndOfTheLogWhenTheChildEndsBeforeItIsReady() {
        // Given
        ChildProcess child = ChildProcess.start(
                "The part",
                List.of("/bin/sh", "-c", "echo out of paper; exit 3"),
                Map.of(),
                directory.resolve("part.log"));

        // When
        assertThatThrownBy(() -> child.awaitReady(PATIENCE, () -> false))

                // Then
                .isInstanceOf(PartFailedException.class)
                .hasMessageStartingWith("The part ended with exit code 3")
                .hasMessageEndingWith("out of paper");
    }

    @Test
    void shouldEndAChildThatIsNotReadyInTime() {
        // Given
        ChildProcess child =
                ChildProcess.start("The part", List.of("sleep", "100"), Map.of(), directory.resolve("part.log"));

        // When
        assertThatThrownBy(() -> child.awaitReady(Duration.ofMillis(100), () -> false))

                // Then
                .isInstanceOf(PartFailedException.class);
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void shouldLetAChildEndCleanlyWhenItIsStopped() throws Exception {
        // Given
        Path log = directory.resolve("part.log");
        ChildProcess child = ChildProcess.start(
                "The part",
                List.of("/bin/sh", "-c", "trap 'echo cleaned up; exit' TERM; echo ready; while read -r _; do :; done"),
                Map.of(),
                log);
        child.awaitReady(PATIENCE, () -> read(log).contains("ready"));

        // When
        child.stop();

        // Then
        assertThat(read(log)).contains("cleaned up");
    }

    @Test
    void shouldNotHearAnInterruptFromTheTerminal() throws Exception {
        // Given
        ChildProcess child = startWaiting(directory);
        Path log = child.logFile();
        child.awaitReady(PATIENCE, () -> read(log).contains("waiting"));

        // When
        int sent = new ProcessBuilder("kill", "-INT", Long.toString(child.pid()))
                .start()
                .waitFor();
        boolean stayed = Awaitility.await()
                .during(Duration.ofMillis(300))
                .atMost(Duration.ofSeconds(1))
                .until(child::isAlive, alive -> alive);
        child.kill();

        // Then
        assertThat(sent).isZero();
        assertThat(stayed).isTrue();
    }

    private ChildProcess startParentOf(String kind) {
        List<String> command = JavaCommand.of(
                directory.resolve("parent.args"),
                List.of(),
                Parent.class.getName(),
                List.of(kind, pidFile().toString()));
        return ChildProcess.start("The parent", command, Map.of(), directory.resolve("parent.log"));
    }

    private ProcessHandle childOf(ChildProcess parent) throws Exception {
        parent.awaitReady(PATIENCE, () -> Files.exists(pidFile()));
        return ProcessHandle.of(Long.parseLong(Files.readString(pidFile()))).orElseThrow();
    }

    private Path pidFile() {
        return directory.resolve("pid");
    }

    private static ChildProcess startWaiting(Path directory) {
        return ChildProcess.start(
                "The child",
                JavaCommand.of(directory.resolve("child.args"), List.of(), Waiting.class.getName(), List.of()),
                Map.of(),
                directory.resolve("child.log"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
