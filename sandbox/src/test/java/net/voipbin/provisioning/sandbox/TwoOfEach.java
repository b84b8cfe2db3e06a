package net.voipbin.provisioning.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;

/**
 * The product as it runs in production, in small: two provisioners of one application and two bridges, each in a process
 * of its own, on parts of their own. All of it may be killed and started again, under the same name, directory and port.
 * Not thread-safe.
 */
final class TwoOfEach implements AutoCloseable {

    static final int EACH = 2;

    private static final Duration RECOVERY = Duration.ofSeconds(180);
    private static final Duration POLL = Duration.ofMillis(50);

    private final Path directory;
    private final EmbeddedParts parts;
    private final TestBed bed;
    private final ProgramSettings settings;
    private final List<Program> provisioners = new ArrayList<>();
    private final List<Program> bridges = new ArrayList<>();
    private int endedByThemselves;

    /** How a program is started. */
    @FunctionalInterface
    private interface Start {
        ChildProcess start();
    }

    /** A program and the process that it is at the moment. */
    private static final class Program {

        private final Map<String, String> environment;
        private final Start start;
        private ChildProcess process;

        Program(Map<String, String> environment, Start start) {
            this.environment = environment;
            this.start = start;
            process = start.start();
        }

        void startAgain() {
            process = start.start();
        }

        void killAndStartAgain() {
            process.kill();
            startAgain();
        }

        boolean isReady() {
            return Loopback.answers(URI.create("http://" + environment.get("MANAGEMENT_HOST") + ":"
                    + environment.get("MANAGEMENT_PORT") + "/health/ready"));
        }
    }

    private TwoOfEach(Path logs) throws IOException {
        directory = Files.createTempDirectory("two-of-each");
        parts = EmbeddedParts.in(directory.resolve("parts")).start();
        bed = new TestBed.Embedded(parts);
        settings = ProgramSettings.of(parts, Secrets.of(directory));
        Programs programs = new Programs(logs);
        programs.prepare(settings.provisioner("prepare", directory.resolve("prepare"), FreePort.any()));
        for (int each = 1; each <= EACH; each++) {
            String provisioner = "provisioner-" + each;
            Map<String, String> environment =
                    settings.provisioner(provisioner, directory.resolve(provisioner), FreePort.any());
            provisioners.add(new Program(environment, () -> programs.startProvisioner(provisioner, environment)));
            String bridge = "bridge-" + each;
            Map<String, String> bridgeEnvironment = settings.bridge(FreePort.any(), FreePort.any());
            // Less than many a fault lasts: clients shall meet 504 as well.
            bridgeEnvironment.put("BRIDGE_WRITE_DEADLINE", "PT5S");
            bridges.add(new Program(bridgeEnvironment, () -> programs.startBridge(bridge, bridgeEnvironment)));
        }
    }

    /**
     * Started and ready.
     *
     * @param logs where the programs' logs go, and stay
     */
    static TwoOfEach start(Path logs) throws IOException {
        TwoOfEach system = new TwoOfEach(logs);
        system.awaitReady();
        return system;
    }

    TestBed bed() {
        return bed;
    }

    Secrets secrets() {
        return settings.secrets();
    }

    Jdbi database() {
        return Jdbi.create(bed.jdbcUrl(), bed.jdbcUser(), bed.jdbcPassword());
    }

    String bridgeUrl(int bridge) {
        return "http://" + Loopback.HOST + ":" + bridges.get(bridge).environment.get("BRIDGE_PORT");
    }

    /** What the operations commands of the provisioner are run with. */
    Map<String, String> provisionerEnvironment() {
        return Map.copyOf(provisioners.getFirst().environment);
    }

    void killProvisioner(int which) {
        provisioners.get(which).killAndStartAgain();
    }

    /** Killed, and started again on another machine. */
    void killProvisionerWithItsState(int which) {
        Program provisioner = provisioners.get(which);
        provisioner.process.kill();
        try {
            Directories.delete(Path.of(provisioner.environment.get("PROVISIONER_STATE_DIR")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        provisioner.startAgain();
    }

    /** It stands still until it is resumed, and does not know. */
    void suspendProvisioner(int which) {
        Signals.suspend(provisioners.get(which).process);
    }

    void resumeProvisioner(int which) {
        Signals.resume(provisioners.get(which).process);
    }

    /** One after the other, as an upgrade does; each ready before the next. */
    void restartProvisionersInTurn() {
        for (Program provisioner : provisioners) {
            provisioner.process.stop();
            provisioner.startAgain();
            Awaitility.await().atMost(RECOVERY).pollInterval(POLL).until(() -> isUp(provisioner));
        }
    }

    void killBridge(int which) {
        bridges.get(which).killAndStartAgain();
    }

    void killBroker() {
        parts.kafka().kill();
        parts.kafka().start();
    }

    void killDatabase() {
        parts.postgres().kill();
        parts.postgres().start();
    }

    /** Returns when all programs are ready. One that has ended by itself is started again, as any supervisor does. */
    void awaitReady() {
        Stream.concat(provisioners.stream(), bridges.stream())
                .forEach(program ->
                        Awaitility.await().atMost(RECOVERY).pollInterval(POLL).until(() -> isUp(program)));
    }

    /** How often a program has ended that nobody ended. */
    int endedByThemselves() {
        return endedByThemselves;
    }

    private boolean isUp(Program program) {
        if (!program.process.isAlive()) {
            endedByThemselves++;
            program.startAgain();
        }
        return program.isReady();
    }

    @Override
    public void close() {
        Stream.concat(bridges.stream(), provisioners.stream()).forEach(program -> program.process.stop());
        parts.close();
        try {
            Directories.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
