package net.voipbin.provisioning.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import net.voipbin.provisioning.configuration.ProvisionerSettings;
import net.voipbin.provisioning.topology.Changelogs;

/**
 * Whether the local state can be gone on with, told by a file beside it: the last run closed it, and not long ago.
 *
 * <p>What a killed process leaves may hold what was never committed, so Kafka Streams throws it away; but only once it
 * has opened each store at its start, and again when it is assigned the task, which it then gives back and is assigned
 * anew. That takes several times as long as to begin with nothing.
 *
 * <p>What was closed long ago must not be gone on with either: the changelogs forget after a while that something
 * was deleted, and the state would keep it for ever.
 */
final class CleanShutdown {

    /** With as much again for the state to catch up with its changelogs. */
    static final Duration LONGEST = Changelogs.TOMBSTONES_KEPT.dividedBy(2);

    private final Path file;
    private final Path state;

    private CleanShutdown(Path file, Path state) {
        this.file = file;
        this.state = state;
    }

    static CleanShutdown of(ProvisionerSettings settings) {
        Path directory = settings.stateDirectory();
        return new CleanShutdown(
                directory.resolve(settings.applicationId() + ".closed"), directory.resolve(settings.applicationId()));
    }

    /** To be called once all stores are closed. */
    void record() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether there is state which can't be gone on with. From now on there is, since a new run begins. */
    boolean mustBeginAnew(Instant now) {
        try {
            boolean lately =
                    Files.exists(file) && lately(Files.getLastModifiedTime(file).toInstant(), now);
            Files.deleteIfExists(file);
            return !lately && hasState();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was closed at a time that is still to come was closed by another clock: who knows how long ago. */
    private static boolean lately(Instant closed, Instant now) {
        return closed.isAfter(now.minus(LONGEST)) && closed.isBefore(now.plus(ClockWatch.CORRECTION));
    }

    /** Each task has a directory. */
    private boolean hasState() throws IOException {
        if (!Files.isDirectory(state)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(state)) {
            return entries.anyMatch(Files::isDirectory);
        }
    }
}
