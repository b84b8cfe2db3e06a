package net.voipbin.provisioning.endtoend.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.voipbin.provisioning.sandbox.part.EmbeddedParts;
import net.voipbin.provisioning.sandbox.part.EmbeddedPostgres;
import net.voipbin.provisioning.sandbox.process.Directories;

/**
 * A broker, a registry and a PostgreSQL for tests, started at the first use and shared by all tests of this JVM: the
 * embedded parts, or containers where a Docker engine answers.
 */
public interface TestBed {

    String bootstrapServers();

    /** The address of the registry for clients of the Confluent protocol. */
    String registryUrl();

    String jdbcUrl();

    String jdbcUser();

    String jdbcPassword();

    /** The bed that all tests of this JVM share; it ends with the JVM. */
    static TestBed shared() {
        return Shared.BED;
    }

    /** The holder of the shared bed, which the first that asks starts. */
    final class Shared {

        private static final TestBed BED = start();

        private Shared() {}

        private static TestBed start() {
            if (Containers.engineAnswers()) {
                return Containers.start();
            }
            Path directory = newDirectory();
            EmbeddedParts parts = EmbeddedParts.in(directory).start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                parts.close();
                delete(directory);
            }));
            return new Embedded(parts);
        }

        private static Path newDirectory() {
            try {
                return Files.createTempDirectory("sandbox");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void delete(Path directory) {
            try {
                Directories.delete(directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The embedded parts as a test bed; also for tests that kill and restart parts of their own. */
    record Embedded(EmbeddedParts parts) implements TestBed {

        @Override
        public String bootstrapServers() {
            return parts.kafka().bootstrapServers();
        }

        @Override
        public String registryUrl() {
            return parts.registry().url();
        }

        @Override
        public String jdbcUrl() {
            return parts.postgres().jdbcUrl();
        }

        @Override
        public String jdbcUser() {
            return EmbeddedPostgres.USER;
        }

        @Override
        public String jdbcPassword() {
            return "any";
        }
    }
}
