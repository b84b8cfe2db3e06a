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
 * The part of the torture test inside a program: who comes by a place for which a file lies in the program's own
 * directory of ambushes takes the file away and sends the program the signal that it holds, KILL or STOP. With no file
 * there, a place costs a look at a field. Thread-safe.
 */
final class Ambush {

    /** The environment variable that names the directory; without it there is no ambush. */
    static final String DIRECTORY = "TORTURE_AMBUSHES";

    private static final Duration LOOK = Duration.ofMillis(20);

    private static volatile Set<Place> laid = Set.of();

    static {
        String directory = System.getenv(DIRECTORY);
        if (directory != null) {
            Path path = Path.of(directory);
            Thread.ofPlatform().daemon().name("ambushes").start(() -> look(path));
        }
    }

    private Ambush() {}

    /** Whether someone shall be struck here. */
    static boolean isLaid(Place place) {
        return laid.contains(place);
    }

    /** Returns, if at all, when the program is to go on. */
    static void at(Place place) {
        if (isLaid(place)) {
            strike(Path.of(System.getenv(DIRECTORY)).resolve(place.name()));
        }
    }

    private static void strike(Path file) {
        try {
            String signal = Files.readString(file);
            if (Files.deleteIfExists(file)) {
                // The thread that came by goes no further meanwhile.
                new ProcessBuilder(
                                "kill",
                                "-" + signal,
                                Long.toString(ProcessHandle.current().pid()))
                        .inheritIO()
                        .start()
                        .waitFor();
            }
        } catch (java.nio.file.NoSuchFileException another) {
            // Another thread was struck.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void look(Path directory) {
        while (true) {
            Set<Place> found = EnumSet.noneOf(Place.class);
            for (Place place : Place.values()) {
                if (Files.exists(directory.resolve(place.name()))) {
                    found.add(place);
                }
            }
            laid = found;
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }
}
