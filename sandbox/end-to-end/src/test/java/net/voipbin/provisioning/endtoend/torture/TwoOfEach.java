package net.voipbin.provisioning.endtoend.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import net.voipbin.provisioning.endtoend.bed.RestartableProcess;
import net.voipbin.provisioning.endtoend.bed.Signals;
import net.voipbin.provisioning.endtoend.bed.TcpProxy;
import net.voipbin.provisioning.endtoend.bed.TestBed;
import net.voipbin.provisioning.sandbox.part.EmbeddedKafka;
import net.voipbin.provisioning.sandbox.part.EmbeddedParts;
import net.voipbin.provisioning.sandbox.part.EmbeddedPostgres;
import net.voipbin.provisioning.sandbox.part.EmbeddedRegistry;
import net.voipbin.provisioning.sandbox.part.FreePort;
import net.voipbin.provisioning.sandbox.part.ProgramSettings;
import net.voipbin.provisioning.sandbox.part.Secrets;
import net.voipbin.provisioning.sandbox.process.ChildProcess;
import net.voipbin.provisioning.sandbox.process.Closing;
import net.voipbin.provisioning.sandbox.process.Directories;
import net.voipbin.provisioning.sandbox.process.Jvm;
import net.voipbin.provisioning.sandbox.process.Loopback;
import net.voipbin.provisioning.sandbox.process.Programs;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;

/**
 * The product as it runs in production, in small: two provisioners of one application and two bridges, each in a process
 * of its own, on parts of their own, from each of which it is parted by a {@link TcpProxy} of its own. All of it may be
 * killed and started again, under the same name, directory and port, also from within, by {@link Failpoints}. Not
 * thread-safe.
 */
final class TwoOfEach implements AutoCloseable {

    static final int EACH = 2;

    /** The longest that any recovery may take. */
    static final Duration RECOVERY = Duration.ofSeconds(180);

    private static final Duration POLL = Duration.ofMillis(50);

    private final Closing begun;
    private final Path directory;
    private final EmbeddedParts parts;
    private final TestBed bed;
    private final ProgramSettings settings;
    private final List<Program> provisioners = new ArrayList<>();
    private final List<Program> bridges = new ArrayList<>();

    /** The ways of one program to what it needs. */
    private record Ways(TcpProxy broker, TcpProxy database) {

        Map<String, String> environment(String jdbcUrl, int databasePort) {
            return Map.of(
                    "KAFKA_BOOTSTRAP_SERVERS",
                    Loopback.HOST + ":" + broker.port(),
                    "POSTGRES_URL",
                    FailpointDriver.withFailpoints(
                            jdbcUrl.replace(":" + databasePort + "/", ":" + database.port() + "/")));
        }
    }

    /** A program, its ways to what it needs, and its failpoints. */
    static final class Program implements AutoCloseable {

        private final Map<String, String> environment;
        private final Ways ways;
        private final Path failpoints;
        private final RestartableProcess process;

        /** Starts the program without waiting until it is ready. */
        private Program(
                Map<String, String> environment,
                Ways ways,
                Path failpoints,
                Function<Map<String, String>, ChildProcess> start)
                throws IOException {
            this.environment = environment;
            this.ways = ways;
            this.failpoints = Files.createDirectories(failpoints);
            environment.put(Failpoints.DIRECTORY, failpoints.toString());
            environment.put("JDK_JAVA_OPTIONS", SteppedClock.option(failpoints.resolve("clock.jar"), failpoints));
            process = new RestartableProcess(() -> start.apply(environment));
        }

        /** Once it has been killed or stopped, also by an fault. */
        void start() {
            process.start();
        }

        void kill() {
            process.kill();
        }

        void stop() {
            process.stop();
        }

        void suspend() {
            Signals.suspend(process.present());
        }

        void resume() {
            Signals.resume(process.present());
        }

        /** As when it is started again on another machine; only while it does not run. */
        void loseState() {
            try {
                Directories.delete(Path.of(environment.get("PROVISIONER_STATE_DIR")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void way(Fault.Server server, TcpProxy.Way way) {
            switch (server) {
                case BROKER -> ways.broker().become(way);
                case DATABASE -> ways.database().become(way);
            }
        }

        /** Has the first thread that reaches the failpoint send its program the signal. */
        void arm(Failpoint failpoint, Fault.Signal signal) {
            try {
                // Whole at once: somebody may be waiting for it.
                Path written = Files.writeString(failpoints.resolve("next"), signal.name());
                Files.move(written, failpoints.resolve(failpoint.name()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Returns when the program, which runs, sees the time of a machine whose clock is so much ahead. */
        void setClock(Duration ahead) {
            Path offset = failpoints.resolve(SteppedClock.FILE);
            try {
                Files.move(
                        Files.writeString(failpoints.resolve("next"), ahead.toString()),
                        offset,
                        StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Awaitility.await()
                    .atMost(RECOVERY)
                    .pollInterval(POLL)
                    .until(() -> !Files.exists(offset) || !process.present().isAlive());
        }

        /** Returns when the program has ended by itself, as it should; that end is not reported. */
        void awaitEnd() {
            Awaitility.await().atMost(RECOVERY).pollInterval(POLL).until(process::hasEndedAsItIsTo);
        }

        /** Takes the failpoint away; returns whether it had fired already. */
        boolean disarm(Failpoint failpoint) {
            try {
                return !Files.deleteIfExists(failpoints.resolve(failpoint.name()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        boolean hasFired(Failpoint failpoint, Fault.Signal signal) {
            return !Files.exists(failpoints.resolve(failpoint.name()))
                    && switch (signal) {
                        case KILL -> !process.present().isAlive();
                        case STOP -> Signals.isSuspended(process.present());
                    };
        }

        @Override
        public void close() {
            process.close();
        }

        private boolean isUp() {
            process.supervise();
            return Loopback.answers(URI.create("http://" + environment.get("MANAGEMENT_HOST") + ":"
                    + environment.get("MANAGEMENT_PORT") + "/health/ready"));
        }
    }

    /** As soon as a part of it is begun, it is to be closed with the others. */
    private TwoOfEach(Path logs, Closing begun) throws IOException {
        this.begun = begun;
        directory = Files.createTempDirectory("two-of-each");
        begun.add(() -> Directories.delete(directory));
        int databasePort = FreePort.any();
        Map<Integer, Integer> listeners = new HashMap<>();
        List<Ways> ways = new ArrayList<>();
        for (int program = 0; program < 2 * EACH; program++) {
            int listener = FreePort.any();
            TcpProxy broker = begun.add(new TcpProxy(listener));
            listeners.put(listener, broker.port());
            ways.add(new Ways(broker, begun.add(new TcpProxy(databasePort))));
        }
        Path partsDirectory = directory.resolve("parts");
        parts = begun.add(new EmbeddedParts(
                new EmbeddedKafka(partsDirectory.resolve("kafka"), FreePort.any(), listeners, Jvm.SMALL),
                new EmbeddedRegistry(partsDirectory.resolve("registry"), FreePort.any()),
                new EmbeddedPostgres(partsDirectory.resolve("postgres"), databasePort)));
        begun.add(this::resumeParts);
        parts.start();
        bed = new TestBed.Embedded(parts);
        settings = ProgramSettings.of(parts, Secrets.of(directory));
        Programs programs = new Programs(logs);
        programs.prepare(settings.provisioner("prepare", directory.resolve("prepare"), FreePort.any()));
        for (int each = 0; each < EACH; each++) {
            String provisioner = "provisioner-" + (each + 1);
            Map<String, String> environment =
                    settings.provisioner(provisioner, directory.resolve(provisioner), FreePort.any());
            environment.putAll(ways.get(each).environment(bed.jdbcUrl(), databasePort));
            // Nothing is to end by itself while all is read that there is, however long the storm was.
            environment.put("PROVISIONER_SIGNUP_EXPIRY", "P30D");
            environment.put("KAFKA_DEFAULT_CLIENT_SUPPLIER", FailpointClients.class.getName());
            provisioners.add(begun.add(new Program(
                    environment,
                    ways.get(each),
                    directory.resolve(provisioner + "-failpoints"),
                    present -> programs.startProvisioner(provisioner, present))));
            String bridge = "bridge-" + (each + 1);
            Map<String, String> bridgeEnvironment = settings.bridge(FreePort.any(), FreePort.any());
            bridgeEnvironment.putAll(ways.get(EACH + each).environment(bed.jdbcUrl(), databasePort));
            bridgeEnvironment.put("KAFKA_INTERCEPTOR_CLASSES", FailpointInterceptor.class.getName());
            // Less than many a fault lasts: clients shall meet 504 as well.
            bridgeEnvironment.put("BRIDGE_WRITE_DEADLINE", "PT5S");
            bridges.add(begun.add(new Program(
                    bridgeEnvironment,
                    ways.get(EACH + each),
                    directory.resolve(bridge + "-failpoints"),
                    present -> programs.startBridge(bridge, present))));
        }
    }

    /**
     * Started and ready. Where that fails, nothing of it is left.
     *
     * @param logs where the programs' logs go, and stay
     */
    static TwoOfEach start(Path logs) throws IOException {
        Closing begun = new Closing();
        try {
            TwoOfEach system = new TwoOfEach(logs, begun);
            system.awaitReady();
            return system;
        } catch (Throwable failure) {
            begun.closeAfter(failure);
            throw failure;
        }
    }

    TestBed bed() {
        return bed;
    }

    EmbeddedParts parts() {
        return parts;
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

    /** The environment with which operations commands of the provisioner are run. */
    Map<String, String> provisionerEnvironment() {
        return settings.provisioner("operations", directory.resolve("operations"), FreePort.any());
    }

    Program provisioner(int which) {
        return provisioners.get(which);
    }

    Program bridge(int which) {
        return bridges.get(which);
    }

    /** One after the other, as an upgrade does; each ready before the next. */
    void restartProvisionersInTurn() {
        for (Program provisioner : provisioners) {
            provisioner.stop();
            provisioner.start();
            awaitReady(provisioner);
        }
    }

    void suspendBroker() {
        parts.kafka().process().ifPresent(Signals::suspend);
    }

    void resumeBroker() {
        parts.kafka().process().ifPresent(Signals::resume);
    }

    /** Suspends PostgreSQL with the processes of its connections, and returns what was suspended. */
    List<ProcessHandle> suspendDatabase() {
        List<ProcessHandle> processes = parts.postgres().processes();
        Signals.suspend(processes);
        return processes;
    }

    void resumeDatabase(List<ProcessHandle> suspended) {
        Signals.resume(suspended);
    }

    /** Returns when all programs are ready. One that has ended by itself is started again. */
    void awaitReady() {
        programs().forEach(this::awaitReady);
    }

    void awaitReady(Program program) {
        Awaitility.await().atMost(RECOVERY).pollInterval(POLL).until(program::isUp);
    }

    /**
     * Each end of a program so far that nobody brought about. There is to be none, whatever is done to them: one that is
     * fenced joins again, one that reaches nobody waits.
     */
    List<String> endedByThemselves() {
        return programs()
                .flatMap(program -> program.process.endedByItself().stream())
                .toList();
    }

    /** Ends all of it, also what comes after a part that fails. */
    @Override
    public void close() {
        begun.close();
    }

    private Stream<Program> programs() {
        return Stream.concat(provisioners.stream(), bridges.stream());
    }

    /** Resumes broker and PostgreSQL: a suspended process cannot end. */
    private void resumeParts() {
        resumeBroker();
        resumeDatabase(parts.postgres().processes());
    }
}
