package net.voipbin.provisioning.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import net.voipbin.provisioning.configuration.ProvisionerSettings;

/**
 * The id by which a Kafka Streams process names its transactions, which it keeps in its state directory. Here it follows
 * from the instance's name: an instance that comes back without its directory then ends, as its first act, the
 * transaction that it left open. Under a new id it would wait, and all who read what is committed with it, until the
 * broker gives that transaction up.
 */
final class ProcessIdentity {

    /** The file's name in Kafka Streams. */
    private static final String FILE = "kafka-streams-process-metadata";

    private ProcessIdentity() {}

    /**
     * Writes the id to the state directory, also over that of another instance, which may still run elsewhere. To be called
     * before Kafka Streams opens the directory.
     */
    static void establish(ProvisionerSettings settings) {
        Path directory = settings.stateDirectory().resolve(settings.applicationId());
        try {
            Files.createDirectories(directory);
            Path draft =
                    Files.writeString(directory.resolve(FILE + ".draft"), "{\"processId\":\"" + of(settings) + "\"}");
            // At once: Kafka Streams takes a random id where the file can't be read, and keeps it.
            Files.move(
                    draft,
                    directory.resolve(FILE),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The id that follows from the names of application and instance. */
    static UUID of(ProvisionerSettings settings) {
        return UUID.nameUUIDFromBytes(
                (settings.applicationId() + "/" + settings.instanceId()).getBytes(StandardCharsets.UTF_8));
    }
}
