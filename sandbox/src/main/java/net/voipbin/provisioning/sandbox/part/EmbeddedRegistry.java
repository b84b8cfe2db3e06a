package net.voipbin.provisioning.sandbox.part;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.voipbin.provisioning.sandbox.process.BuildDirectory;
import net.voipbin.provisioning.sandbox.process.ChildProcess;
import net.voipbin.provisioning.sandbox.process.JavaCommand;
import net.voipbin.provisioning.sandbox.process.Loopback;
import net.voipbin.provisioning.sandbox.process.PartFailedException;

/**
 * A real schema registry in a process of its own: Apicurio, which also speaks the Confluent Schema Registry protocol.
 * Its schemas are in its directory. Not thread-safe.
 */
public final class EmbeddedRegistry implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);

    private final Path directory;
    private final int port;
    private volatile Optional<ChildProcess> process = Optional.empty();

    /**
     * @param directory for its data and log; may hold those of an earlier run
     * @param port a free port
     */
    public EmbeddedRegistry(Path directory, int port) {
        this.directory = directory.toAbsolutePath();
        this.port = port;
    }

    /** Returns when the registry answers. */
    public EmbeddedRegistry start() {
        Path home = BuildDirectory.resolve("registry");
        Path launcher = home.resolve("quarkus-run.jar");
        if (!Files.exists(launcher)) {
            throw new PartFailedException(launcher + " is missing: the build unpacks it");
        }
        ChildProcess registry = ChildProcess.start(
                "The registry",
                JavaCommand.of(
                        directory.resolve("java.args"),
                        launcher + File.pathSeparator + BuildDirectory.classes(),
                        List.of(
                                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                                "-Dquarkus.http.host=" + Loopback.HOST,
                                "-Dquarkus.http.port=" + port,
                                "-Dquarkus.management.host=" + Loopback.HOST,
                                "-Dquarkus.management.port=" + FreePort.any(),
                                "-Dapicurio.storage.kind=sql",
                                "-Dapicurio.storage.sql.kind=h2",
                                // Without a delay, what was answered survives a kill.
                                "-Dapicurio.datasource.url=jdbc:h2:file:" + directory.resolve("data/registry")
                                        + ";WRITE_DELAY=0",
                                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"),
                        "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                        List.of()),
                Map.of(),
                directory.resolve("registry.log"));
        process = Optional.of(registry);
        URI subjects = URI.create(url() + "/subjects");
        registry.awaitReady(START_TIMEOUT, () -> Loopback.answers(subjects));
        return this;
    }

    /** The base address for clients of the Confluent protocol. */
    public String url() {
        return "http://" + Loopback.HOST + ":" + port + "/apis/ccompat/v7";
    }

    /** Stops the registry cleanly, if it runs. */
    public void stop() {
        process.ifPresent(ChildProcess::stop);
        process = Optional.empty();
    }

    /** Kills the registry (SIGKILL); nothing of it is finished. */
    public void kill() {
        process.ifPresent(ChildProcess::kill);
        process = Optional.empty();
    }

    /** Stops the registry cleanly, as {@link #stop()} does. */
    @Override
    public void close() {
        stop();
    }
}
