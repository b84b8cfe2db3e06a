package net.voipbin.provisioning.sandbox.part;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.voipbin.provisioning.sandbox.process.ChildProcess;
import net.voipbin.provisioning.sandbox.process.JavaCommand;
import net.voipbin.provisioning.sandbox.process.Jvm;
import net.voipbin.provisioning.sandbox.process.Loopback;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;

/**
 * A real Kafka broker in a process of its own: KRaft, combined mode, loopback only. It can be stopped or killed and
 * started again on the same directory and port. Not thread-safe.
 */
public final class EmbeddedKafka implements AutoCloseable {

    /** Fixed, so that a kept directory is of the same cluster at the next start. */
    private static final String CLUSTER_ID = "c2FuZGJveC1jbHVzdGVyLQ";

    private static final String DATA = "data";
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    private final Path directory;
    private final int port;
    private final Map<Integer, Integer> further;
    private final Jvm jvm;
    private final int controllerPort = FreePort.any();
    private volatile Optional<ChildProcess> process = Optional.empty();

    /**
     * @param directory for its data and log; may hold those of an earlier run
     * @param port a free port
     */
    public EmbeddedKafka(Path directory, int port) {
        this(directory, port, Map.of(), Jvm.SMALL);
    }

    /**
     * @param directory for its data and log; may hold those of an earlier run
     * @param port a free port
     * @param further by free ports that it listens on too: the port at which it tells whoever comes there to find it,
     *     such as that of a proxy
     */
    public EmbeddedKafka(Path directory, int port, Map<Integer, Integer> further, Jvm jvm) {
        this.directory = directory.toAbsolutePath();
        this.port = port;
        this.further = Map.copyOf(further);
        this.jvm = jvm;
    }

    /** Returns when the broker serves. */
    public EmbeddedKafka start() {
        Path properties = writeProperties();
        ChildProcess broker = ChildProcess.start(
                "Kafka",
                JavaCommand.of(
                        jvm,
                        directory.resolve("java.args"),
                        List.of(JavaCommand.PLAIN_LOG),
                        KafkaBroker.class.getName(),
                        List.of(properties.toString(), CLUSTER_ID)),
                Map.of(),
                directory.resolve("kafka.log"));
        process = Optional.of(broker);
        broker.awaitReady(START_TIMEOUT, () -> Loopback.accepts(port));
        try (Admin admin = Admin.create(Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers(),
                CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                "100"))) {
            broker.awaitReady(START_TIMEOUT, () -> serves(admin));
        }
        return this;
    }

    public String bootstrapServers() {
        return Loopback.HOST + ":" + port;
    }

    /** A clean end. */
    public void stop() {
        process.ifPresent(ChildProcess::stop);
        process = Optional.empty();
    }

    /** The process, while there is one. */
    public Optional<ChildProcess> process() {
        return process;
    }

    /** SIGKILL. */
    public void kill() {
        process.ifPresent(ChildProcess::kill);
        process = Optional.empty();
    }

    /** Stops the broker cleanly, as {@link #stop()} does. */
    @Override
    public void close() {
        stop();
    }

    /** The broker's settings, by their Kafka names. */
    public Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.voters", "1@" + Loopback.HOST + ":" + controllerPort),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry(
                        "listeners",
                        "PLAINTEXT://" + bootstrapServers() + ",CONTROLLER://" + Loopback.HOST + ":" + controllerPort),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("log.dirs", directory.resolve(DATA).toString()),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("offsets.topic.replication.factor", "1"),
                // What of the topic is not compacted is loaded at each start. A broker that was not unregistered
                // after a crash (docker-compose.yml's) mixes memberships up when that takes longer than to register.
                Map.entry("offsets.topic.segment.bytes", "1048576"),
                Map.entry("transaction.state.log.num.partitions", "4"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.num.partitions", "4"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                // What is decided while the broker stops must not find its partitions without a leader.
                Map.entry("controlled.shutdown.enable", "false"),
                // A start takes several heartbeats.
                Map.entry("broker.heartbeat.interval.ms", "500"),
                // Who reads what is committed waits for a dead producer's transaction, after its time for this too.
                Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000"),
                // The default takes 128 MiB of the heap.
                Map.entry("log.cleaner.dedupe.buffer.size", "16777216")));
        if (!further.isEmpty()) {
            StringBuilder advertised = new StringBuilder("PLAINTEXT://" + bootstrapServers());
            further.forEach((listened, seenAs) -> {
                String name = "FURTHER" + listened;
                append(settings, "listeners", name + "://" + Loopback.HOST + ":" + listened);
                append(settings, "listener.security.protocol.map", name + ":PLAINTEXT");
                advertised
                        .append(',')
                        .append(name)
                        .append("://")
                        .append(Loopback.HOST)
                        .append(':')
                        .append(seenAs);
            });
            settings.put("advertised.listeners", advertised.toString());
        }
        return settings;
    }

    private static void append(Map<String, String> settings, String name, String element) {
        settings.merge(name, element, (present, added) -> present + "," + added);
    }

    private Path writeProperties() {
        Properties properties = new Properties();
        properties.putAll(settings());
        Path file = directory.resolve("server.properties");
        try {
            Files.createDirectories(directory);
            try (Writer writer = Files.newBufferedWriter(file)) {
                properties.store(writer, "The sandbox's broker");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** A broker that is fenced, because it has not caught up yet, accepts connections but is no node of the cluster. */
    private static boolean serves(Admin admin) {
        try {
            return !admin.describeCluster().nodes().get(1, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
