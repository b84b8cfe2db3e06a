package net.voipbin.provisioning.sandbox.process;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The provisioner's operations commands, run on a system that runs already.
 *
 * @param environment a file with the provisioner's settings, for its owner alone
 */
public record OperationsCommand(Path environment) {

    /** A log configuration with all that the program logs, and only warnings of its libraries. */
    private static final String LOG =
            "-Dlogback.configurationFile=net/voipbin/provisioning/sandbox/process/operations-logback.xml";

    /** Lets commands be run on the system with these settings. */
    public void allow(Map<String, String> settings) throws IOException {
        Properties properties = new Properties();
        properties.putAll(settings);
        forbid();
        Files.createFile(
                environment, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (Writer writer = Files.newBufferedWriter(environment)) {
            properties.store(writer, null);
        }
    }

    /** The system no longer runs. */
    public void forbid() throws IOException {
        Files.deleteIfExists(environment);
    }

    /**
     * Runs one on this process's own standard output.
     *
     * @return its exit code
     * @throws PartFailedException if no system runs
     */
    public int run(String command) throws IOException, InterruptedException {
        if (!Files.exists(environment)) {
            throw new PartFailedException("No quickstart runs from this directory");
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(environment)) {
            properties.load(reader);
        }
        ProcessBuilder builder = new ProcessBuilder(JavaCommand.of(
                        BuildDirectory.resolve(command + ".args"),
                        List.of(LOG),
                        "net.voipbin.provisioning.Provisioner",
                        List.of(command)))
                // Not the input: its end tells the program that this process has ended.
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        properties.stringPropertyNames().forEach(name -> builder.environment().put(name, properties.getProperty(name)));
        return builder.start().waitFor();
    }
}
