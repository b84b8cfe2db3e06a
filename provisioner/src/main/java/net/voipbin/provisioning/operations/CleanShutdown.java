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
 * Records in a file beside the local state that a run has closed it, so that the next run knows whether it may use it.
 *
 * <p>What a killed process leaves may hold what was never committed, so Kafka Streams throws it away; but only once it
 * has opened each store at its start, and again when it is assigned the task, which it then gives back and is assigned
 * anew. That takes several times as long as to begin with nothing.
 *
 * <p>State that was closed long ago must not be used either: the changelogs forget after a while that something was
 * deleted, and the state would keep it for ever.
 */
final class CleanShutdown {

    /** How long ago state may have been closed; as long again is left for it to catch up with its changelogs. */
    static final Duration MAX_AGE = Changelogs.TOMBSTONES_KEPT.dividedBy(2);

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

    /** Records that all stores are closed. */
    void record() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Whether there is local state which this run must not use. Also removes the record: a new run begins, and is not closed.
     */
    boolean mustDiscardState(Instant now) {
        try {
            boolean recent =
                    Files.exists(file) && recent(Files.getLastModifiedTime(file).toInstant(), now);
            Files.deleteIfExists(file);
            return !recent && hasState();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Whether the time is recent; not if it is still to come, since another clock has then shown it, long ago perhaps.
     */
    private static boolean recent(Instant closed, Instant now) {
        return closed.isAfter(now.minus(MAX_AGE)) && closed.isBefore(now.plus(ClockMonitor.CORRECTION));
    }

    /** Whether Kafka Streams has left state: a directory for each task. */
    private boolean hasState() throws IOException {
        if (!Files.isDirectory(state)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(state)) {
            return entries.anyMatch(Files::isDirectory);
        }
    }
}
