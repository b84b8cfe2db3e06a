package net.voipbin.provisioning.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;

/**
 * The product as it runs in production, in small: two provisioners of one application and two bridges, each in a process
 * of its own, on parts of their own, from each of which it is parted by a {@link TcpProxy} of its own. All of it may be
 * killed and started again, under the same name, directory and port, also from within, by {@link Ambush}. Not
 * thread-safe.
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
        ChildProcess with(Map<String, String> environment);
    }

    /** The ways of one program to what it needs. */
    private record Ways(TcpProxy broker, TcpProxy database) {

        Map<String, String> environment(String jdbcUrl, int databasePort) {
            return Map.of(
                    "KAFKA_BOOTSTRAP_SERVERS",
                    Loopback.HOST + ":" + broker.port(),
                    "POSTGRES_URL",
                    AmbushedDatabase.ambushed(jdbcUrl.replace(":" + databasePort + "/", ":" + database.port() + "/")));
        }
    }

    /** A program and the process that it is at the moment. */
    static final class Program {

        private final Map<String, String> environment;
        private final Ways ways;
        private final Path ambushes;
        private final Start start;
        private ChildProcess process;

        private Program(Map<String, String> environment, Ways ways, Path ambushes, Start start) throws IOException {
            this.environment = environment;
            this.ways = ways;
            this.ambushes = Files.createDirectories(ambushes);
            this.start = start;
            environment.put(Ambush.DIRECTORY, ambushes.toString());
            environment.put("JDK_JAVA_OPTIONS", SteppedClock.option(ambushes.resolve("clock.jar"), ambushes));
            process = start.with(environment);
        }

        void start() {
            process = start.with(environment);
        }

        void kill() {
            process.kill();
        }

        void stop() {
            process.stop();
        }

        void suspend() {
            Signals.suspend(process);
        }

        void resume() {
            Signals.resume(process);
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

        /** Whoever comes by the place is sent the signal. */
        void lay(Place place, Fault.Signal signal) {
            try {
                // Whole at once: somebody may be waiting for it.
                Path written = Files.writeString(ambushes.resolve("next"), signal.name());
                Files.move(written, ambushes.resolve(place.name()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Returns when the program, which runs, sees the time of a machine whose clock is so much ahead. */
        void setClock(Duration ahead) {
            Path told = ambushes.resolve(SteppedClock.FILE);
            try {
                Files.move(Files.writeString(ambushes.resolve("next"), ahead.toString()), told);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Awaitility.await()
                    .atMost(RECOVERY)
                    .pollInterval(POLL)
                    .until(() -> !Files.exists(told) || !process.isAlive());
        }

        /** Whether somebody has come by since; if nobody has, nobody will be struck. */
        boolean unlay(Place place) {
            try {
                return !Files.deleteIfExists(ambushes.resolve(place.name()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        boolean wasStruck(Place place, Fault.Signal signal) {
            return !Files.exists(ambushes.resolve(place.name()))
                    && switch (signal) {
                        case KILL -> !process.isAlive();
                        case STOP -> Signals.isSuspended(process);
                    };
        }

        private boolean isReady() {
            return Loopback.answers(URI.create("http://" + environment.get("MANAGEMENT_HOST") + ":"
                    + environment.get("MANAGEMENT_PORT") + "/health/ready"));
        }
    }

    private TwoOfEach(Path logs) throws IOException {
        directory = Files.createTempDirectory("two-of-each");
        int databasePort = FreePort.any();
        Map<Integer, Integer> listeners = new HashMap<>();
        List<Ways> ways = new ArrayList<>();
        for (int program = 0; program < 2 * EACH; program++) {
            int listener = FreePort.any();
            TcpProxy broker = new TcpProxy(listener);
            listeners.put(listener, broker.port());
            ways.add(new Ways(broker, new TcpProxy(databasePort)));
        }
        Path partsDirectory = directory.resolve("parts");
        parts = new EmbeddedParts(
                        new EmbeddedKafka(partsDirectory.resolve("kafka"), FreePort.any(), listeners, Jvm.SMALL),
                        new EmbeddedRegistry(partsDirectory.resolve("registry"), FreePort.any()),
                        new EmbeddedPostgres(partsDirectory.resolve("postgres"), databasePort))
                .start();
        bed = new TestBed.Embedded(parts);
        settings = ProgramSettings.of(parts, Secrets.of(directory));
        Programs programs = new Programs(logs);
        programs.prepare(settings.provisioner("prepare", directory.resolve("prepare"), FreePort.any()));
        for (int each = 0; each < EACH; each++) {
            String provisioner = "provisioner-" + (each + 1);
            Map<String, String> environment =
                    settings.provisioner(provisioner, directory.resolve(provisioner), FreePort.any());
            environment.putAll(ways.get(each).environment(bed.jdbcUrl(), databasePort));
            environment.put("KAFKA_DEFAULT_CLIENT_SUPPLIER", AmbushedClients.class.getName());
            provisioners.add(new Program(
                    environment,
                    ways.get(each),
                    directory.resolve(provisioner + "-ambushes"),
                    present -> programs.startProvisioner(provisioner, present)));
            String bridge = "bridge-" + (each + 1);
            Map<String, String> bridgeEnvironment = settings.bridge(FreePort.any(), FreePort.any());
            bridgeEnvironment.putAll(ways.get(EACH + each).environment(bed.jdbcUrl(), databasePort));
            bridgeEnvironment.put("KAFKA_INTERCEPTOR_CLASSES", AmbushedCommands.class.getName());
            // Less than many a fault lasts: clients shall meet 504 as well.
            bridgeEnvironment.put("BRIDGE_WRITE_DEADLINE", "PT5S");
            bridges.add(new Program(
                    bridgeEnvironment,
                    ways.get(EACH + each),
                    directory.resolve(bridge + "-ambushes"),
                    present -> programs.startBridge(bridge, present)));
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

    /** What the operations commands of the provisioner are run with. */
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

    /** With all that serves its connections. Returns what was suspended. */
    List<ProcessHandle> suspendDatabase() {
        List<ProcessHandle> processes = parts.postgres().processes();
        Signals.suspend(processes);
        return processes;
    }

    void resumeDatabase(List<ProcessHandle> suspended) {
        Signals.resume(suspended);
    }

    /** Returns when all programs are ready. One that has ended by itself is started again, as any supervisor does. */
    void awaitReady() {
        Stream.concat(provisioners.stream(), bridges.stream()).forEach(this::awaitReady);
    }

    void awaitReady(Program program) {
        Awaitility.await().atMost(RECOVERY).pollInterval(POLL).until(() -> isUp(program));
    }

    /** How often a program has ended that nobody ended. */
    int endedByThemselves() {
        return endedByThemselves;
    }

    private boolean isUp(Program program) {
        if (!program.process.isAlive()) {
            endedByThemselves++;
            program.start();
        }
        return program.isReady();
    }

    @Override
    public void close() {
        Stream.concat(bridges.stream(), provisioners.stream()).forEach(program -> {
            if (Signals.isSuspended(program.process)) {
                program.resume();
            }
            program.stop();
            program.ways.broker().close();
            program.ways.database().close();
        });
        parts.close();
        try {
            Directories.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
