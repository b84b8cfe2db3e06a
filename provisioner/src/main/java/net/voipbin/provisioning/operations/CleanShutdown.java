package net.voipbin.provisioning.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether the last run of the instance closed its local state, told by a file beside it.
 *
 * <p>What a killed process leaves may hold what was never committed, so Kafka Streams throws it away; but only once it
 * has opened each store at its start, and again when it is assigned the task, which it then gives back and is assigned
 * anew. That takes several times as long as to begin with nothing.
 */
final class CleanShutdown {

    private final Path file;

    private CleanShutdown(Path file) {
        this.file = file;
    }

    static CleanShutdown of(ProvisionerSettings settings) {
        return new CleanShutdown(settings.stateDirectory().resolve(settings.applicationId() + ".closed"));
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

    /** Whether it was recorded; from now on it is not, since a new run begins. */
    boolean takeBack() {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
