package net.voipbin.provisioning.sandbox.process;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The product's programs as child processes. Thread-safe.
 *
 * @param directory where their logs go
 */
public record Programs(Path directory, Jvm jvm) {

    private static final String PROVISIONER = "net.voipbin.provisioning.Provisioner";
    private static final String BRIDGE = "net.voipbin.provisioning.bridge.ApiBridge";
    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);

    public Programs(Path directory) {
        this(directory, Jvm.SMALL);
    }

    /** Creates topics, registers schemas, migrates PostgreSQL; returns when that is done. */
    public void prepare(Map<String, String> environment) {
        start("prepare", PROVISIONER, List.of("prepare"), environment).awaitSuccess(START_TIMEOUT);
    }

    /** Runs an operations command of the provisioner; returns when that is done. */
    public void operate(String command, Map<String, String> environment, Duration timeout) {
        start(command, PROVISIONER, List.of(command), environment).awaitSuccess(timeout);
    }

    /** Started, not ready yet. */
    public ChildProcess startProvisioner(String name, Map<String, String> environment) {
        return start(name, PROVISIONER, List.of("run"), environment);
    }

    /** Started, not ready yet. */
    public ChildProcess startBridge(String name, Map<String, String> environment) {
        return start(name, BRIDGE, List.of(), environment);
    }

    /** Returns when the program, which was started with the given environment, says that it is ready. */
    public static void awaitReady(ChildProcess program, Map<String, String> environment) {
        awaitReady(program, environment, START_TIMEOUT);
    }

    /** Returns when the program says that it is ready; with a bound for one that restores its state first. */
    public static void awaitReady(ChildProcess program, Map<String, String> environment, Duration timeout) {
        URI readiness = URI.create("http://" + environment.get("MANAGEMENT_HOST") + ":"
                + environment.get("MANAGEMENT_PORT") + "/health/ready");
        program.awaitReady(timeout, () -> Loopback.answers(readiness));
    }

    private ChildProcess start(String name, String mainClass, List<String> arguments, Map<String, String> environment) {
        return ChildProcess.start(
                name,
                JavaCommand.of(
                        jvm, directory.resolve(name + ".args"), List.of(JavaCommand.PLAIN_LOG), mainClass, arguments),
                environment,
                directory.resolve(name + ".log"));
    }
}
