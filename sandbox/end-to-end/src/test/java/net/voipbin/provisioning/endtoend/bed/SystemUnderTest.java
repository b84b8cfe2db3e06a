package net.voipbin.provisioning.endtoend.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.voipbin.provisioning.sandbox.part.FreePort;
import net.voipbin.provisioning.sandbox.part.ProgramSettings;
import net.voipbin.provisioning.sandbox.part.Secrets;
import net.voipbin.provisioning.sandbox.process.ChildProcess;
import net.voipbin.provisioning.sandbox.process.Directories;
import net.voipbin.provisioning.sandbox.process.Loopback;
import net.voipbin.provisioning.sandbox.process.Programs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jdbi.v3.core.Jdbi;

/**
 * The whole product on a test bed: one provisioner and one bridge, each in a process of its own. A test that kills a
 * program starts it again.
 */
public final class SystemUnderTest implements AutoCloseable {

    private static final class Shared {
        private static final SystemUnderTest SYSTEM = start();

        private static SystemUnderTest start() {
            SystemUnderTest system = on(TestBed.shared());
            Runtime.getRuntime().addShutdownHook(new Thread(system::close));
            return system;
        }
    }

    private final TestBed bed;
    private final Path directory;
    private final ProgramSettings settings;
    private final Programs programs;
    private final Map<String, String> provisionerEnvironment;
    private final Map<String, String> bridgeEnvironment;
    private final Jdbi database;
    private Map<String, String> overrides = Map.of();
    private ChildProcess provisioner;
    private ChildProcess bridge;

    private SystemUnderTest(TestBed bed) {
        this.bed = bed;
        try {
            directory = Files.createTempDirectory("system-under-test");
            settings = new ProgramSettings(
                    bed.bootstrapServers(),
                    bed.registryUrl(),
                    bed.jdbcUrl(),
                    bed.jdbcUser(),
                    bed.jdbcPassword(),
                    Secrets.of(directory));
            programs = new Programs(directory);
            provisionerEnvironment = settings.provisioner("provisioner-1", directory.resolve("state"), FreePort.any());
            bridgeEnvironment = bridgeEnvironment();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        database = Jdbi.create(bed.jdbcUrl(), bed.jdbcUser(), bed.jdbcPassword());
        programs.prepare(provisionerEnvironment);
        provisioner = programs.startProvisioner("provisioner", provisionerEnvironment);
        bridge = programs.startBridge("bridge", bridgeEnvironment);
    }

    /** The system that all tests of this JVM share; it ends with the JVM. */
    public static SystemUnderTest shared() {
        return Shared.SYSTEM;
    }

    /** Starts a system of a test's own on the bed, and returns when it is ready. */
    public static SystemUnderTest on(TestBed bed) {
        return new SystemUnderTest(bed).start();
    }

    public TestBed bed() {
        return bed;
    }

    public ProgramSettings settings() {
        return settings;
    }

    public Secrets secrets() {
        return settings.secrets();
    }

    public Jdbi database() {
        return database;
    }

    public String bridgeUrl() {
        return "http://" + Loopback.HOST + ":" + bridgeEnvironment.get("BRIDGE_PORT");
    }

    /** The environment with which operations commands of the provisioner are run. */
    public Map<String, String> provisionerEnvironment() {
        return Map.copyOf(provisionerEnvironment);
    }

    public UpstreamCommands upstream() {
        return new UpstreamCommands(bed);
    }

    public KafkaProducer<byte[], byte[]> rawProducer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bed.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Kills the provisioner (SIGKILL); nothing of it is finished. */
    public void killProvisioner() {
        provisioner.kill();
    }

    /** Starts the provisioner without waiting until it is ready. */
    public void startProvisioner() {
        Map<String, String> environment = new TreeMap<>(provisionerEnvironment);
        environment.putAll(overrides);
        provisioner = programs.startProvisioner("provisioner", environment);
    }

    public void awaitProvisioner() {
        Programs.awaitReady(provisioner, provisionerEnvironment);
    }

    /** Keeps the provisioner from doing anything until it is resumed; it does not know. */
    public void suspendProvisioner() {
        Signals.suspend(provisioner);
    }

    public void resumeProvisioner() {
        Signals.resume(provisioner);
    }

    /** Stops the provisioner (SIGTERM) and waits for its end. */
    public void stopProvisioner() {
        provisioner.stop();
    }

    /** Stops the provisioner and starts it with these settings beside the usual ones, also in later starts; returns when it is ready. */
    public void restartProvisioner(Map<String, String> more) {
        provisioner.stop();
        overrides = Map.copyOf(more);
        startProvisioner();
        awaitProvisioner();
    }

    /** The lines that all provisioners so far have logged. */
    public List<String> provisionerLog() {
        try {
            return Files.readAllLines(directory.resolve("provisioner.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the provisioner keeps its local state. */
    public Path stateDirectory() {
        return Path.of(provisionerEnvironment.get("PROVISIONER_STATE_DIR"));
    }

    /** The process id of the provisioner that was started last. */
    public long provisionerPid() {
        return provisioner.pid();
    }

    /**
     * One more bridge, ready, beside the shared one; ended by whoever asked for it.
     *
     * @param overrides settings other than the shared one's
     */
    public RunningBridge startBridge(String name, Map<String, String> overrides) {
        Map<String, String> environment = bridgeEnvironment();
        environment.putAll(overrides);
        ChildProcess process = programs.startBridge(name, environment);
        Programs.awaitReady(process, environment);
        return new RunningBridge(process, environment);
    }

    public RunningBridge bridge() {
        return new RunningBridge(bridge, bridgeEnvironment);
    }

    /** A bridge and what it was started with. */
    public record RunningBridge(ChildProcess process, Map<String, String> environment) implements AutoCloseable {

        public String url() {
            return "http://" + Loopback.HOST + ":" + environment.get("BRIDGE_PORT");
        }

        public String managementUrl() {
            return "http://" + Loopback.HOST + ":" + environment.get("MANAGEMENT_PORT");
        }

        @Override
        public void close() {
            process.stop();
        }
    }

    private Map<String, String> bridgeEnvironment() {
        Map<String, String> environment = settings.bridge(FreePort.any(), FreePort.any());
        // A busy machine is slow, not wrong.
        environment.put("BRIDGE_WRITE_DEADLINE", "PT60S");
        return environment;
    }

    private SystemUnderTest start() {
        Programs.awaitReady(provisioner, provisionerEnvironment);
        Programs.awaitReady(bridge, bridgeEnvironment);
        return this;
    }

    /** Ends the processes and deletes all that they have written. */
    @Override
    public void close() {
        bridge.stop();
        provisioner.stop();
        try {
            Directories.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
