package net.voipbin.provisioning.endtoend.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * The failpoints of the program that this JVM runs: a thread that reaches a {@link Failpoint} for which a file lies in the
 * program's directory of failpoints takes the file away and sends the program the signal that the file holds, KILL or
 * STOP. Where no file lies, a failpoint costs one read of a field. Thread-safe.
 */
final class Failpoints {

    /** The environment variable that names the directory; without it there is no fault. */
    static final String DIRECTORY = "TORTURE_FAILPOINTS";

    private static final Duration LOOK = Duration.ofMillis(20);

    private static volatile Set<Failpoint> armed = Set.of();

    static {
        String directory = System.getenv(DIRECTORY);
        if (directory != null) {
            Path path = Path.of(directory);
            Thread.ofPlatform().daemon().name("failpoints").start(() -> look(path));
        }
    }

    private Failpoints() {}

    /** Whether a thread that reaches the failpoint sends the signal. */
    static boolean isArmed(Failpoint failpoint) {
        return armed.contains(failpoint);
    }

    /** Marks the failpoint in the program. Sends the signal if it is armed; after STOP, returns once the program is resumed. */
    static void reach(Failpoint failpoint) {
        if (isArmed(failpoint)) {
            fire(Path.of(System.getenv(DIRECTORY)).resolve(failpoint.name()));
        }
    }

    private static void fire(Path file) {
        try {
            String signal = Files.readString(file);
            if (Files.deleteIfExists(file)) {
                // This thread goes no further meanwhile.
                new ProcessBuilder(
                                "kill",
                                "-" + signal,
                                Long.toString(ProcessHandle.current().pid()))
                        .inheritIO()
                        .start()
                        .waitFor();
            }
        } catch (java.nio.file.NoSuchFileException another) {
            // Another thread was first.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void look(Path directory) {
        while (true) {
            Set<Failpoint> found = EnumSet.noneOf(Failpoint.class);
            for (Failpoint failpoint : Failpoint.values()) {
                if (Files.exists(directory.resolve(failpoint.name()))) {
                    found.add(failpoint);
                }
            }
            armed = found;
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }
}
