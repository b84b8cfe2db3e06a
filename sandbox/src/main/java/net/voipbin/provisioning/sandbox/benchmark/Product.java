package net.voipbin.provisioning.sandbox.benchmark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.voipbin.provisioning.bridge.auth.Tokens;
import net.voipbin.provisioning.configuration.ProvisionerSettings;
import net.voipbin.provisioning.domain.customer.GuestAgent;
import net.voipbin.provisioning.domain.customer.RegisterPlatform;
import net.voipbin.provisioning.sandbox.part.EmbeddedParts;
import net.voipbin.provisioning.sandbox.part.FreePort;
import net.voipbin.provisioning.sandbox.part.ProgramSettings;
import net.voipbin.provisioning.sandbox.part.Secrets;
import net.voipbin.provisioning.sandbox.process.ChildProcess;
import net.voipbin.provisioning.sandbox.process.Directories;
import net.voipbin.provisioning.sandbox.process.Jvm;
import net.voipbin.provisioning.sandbox.process.Loopback;
import net.voipbin.provisioning.sandbox.process.Programs;
import net.voipbin.provisioning.sandbox.process.ResidentMemory;
import net.voipbin.provisioning.topic.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;

/** One provisioner and one bridge on parts of their own, each in a process of its own. Not thread-safe. */
final class Product implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration START = Duration.ofSeconds(90);

    private final EmbeddedParts parts;
    private final Programs programs;
    private final ProgramSettings settings;
    private final Map<String, String> provisionerEnvironment;
    private final Map<String, String> bridgeEnvironment;
    private final Jdbi database;
    private final Tokens tokens;
    private Optional<ChildProcess> provisioner = Optional.empty();
    private Optional<ChildProcess> bridge = Optional.empty();

    /**
     * Prepared, not started.
     *
     * @param parts which run
     * @param further settings of the provisioner
     */
    Product(Path directory, EmbeddedParts parts, Map<String, String> further) throws IOException {
        this.parts = parts;
        programs = new Programs(directory, Jvm.SERVER);
        settings = ProgramSettings.of(parts, Secrets.of(directory));
        provisionerEnvironment = settings.provisioner("provisioner-1", directory.resolve("state"), FreePort.any());
        provisionerEnvironment.putAll(further);
        bridgeEnvironment = settings.bridge(FreePort.any(), FreePort.any());
        database = postgres().jdbi();
        tokens = new Tokens(settings.secrets().bridgeTokenKey(), Tokens.DEFAULT_LIFETIME, Clock.systemUTC());
        programs.prepare(provisionerEnvironment);
    }

    /** Returns when both are ready. */
    void start() {
        startProvisioner(START);
        ChildProcess started = programs.startBridge("bridge", bridgeEnvironment);
        bridge = Optional.of(started);
        Programs.awaitReady(started, bridgeEnvironment);
    }

    /**
     * Returns when it is ready.
     *
     * @throws net.voipbin.provisioning.sandbox.process.PartFailedException if it is not in time
     */
    void startProvisioner(Duration timeout) {
        ChildProcess started = programs.startProvisioner("provisioner", provisionerEnvironment);
        provisioner = Optional.of(started);
        Programs.awaitReady(started, provisionerEnvironment, timeout);
    }

    /**
     * What the waiting for the provisioner's work gives.
     *
     * @throws IllegalStateException as the waiting ended; with how the provisioner ended, if it has
     */
    <T> T whileItRuns(Supplier<T> waiting) {
        try {
            return waiting.get();
        } catch (IllegalStateException missing) {
            provisioner
                    .filter(process -> !process.isAlive())
                    .ifPresent(process -> missing.addSuppressed(process.ended()));
            throw missing;
        }
    }

    /** Leaves the bridge as it is. */
    void killProvisionerAndItsState() throws IOException {
        provisioner.orElseThrow().kill();
        Directories.delete(stateDirectory());
    }

    Map<String, String> provisionerEnvironment() {
        return Map.copyOf(provisionerEnvironment);
    }

    /** Of the births so far, a thousand of which there must be. */
    RecordSizes recordSizes() {
        return MeasuredSizes.of(bootstrapServers(), settingsOfProvisioner().applicationId());
    }

    /** The settings with which the provisioner is started. */
    ProvisionerSettings settingsOfProvisioner() {
        return ProvisionerSettings.of(provisionerEnvironment);
    }

    /** What the product's topics take of the disk, its internal ones included, and no other's. */
    double topicsMebibytes() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            return Footprint.topicsMebibytes(
                    admin,
                    topic -> Topics.all().stream().anyMatch(ours -> ours.name().equals(topic))
                            || topic.startsWith(settingsOfProvisioner().applicationId() + "-"));
        }
    }

    Path stateDirectory() {
        return Path.of(provisionerEnvironment.get("PROVISIONER_STATE_DIR"));
    }

    String bootstrapServers() {
        return parts.kafka().bootstrapServers();
    }

    String registryUrl() {
        return parts.registry().url();
    }

    Postgres postgres() {
        return new Postgres(settings.postgresUrl(), settings.postgresUser(), settings.postgresPassword());
    }

    Jdbi database() {
        return database;
    }

    UUID platform() {
        return settings.secrets().platformCustomerId();
    }

    HttpLoad http() {
        return new HttpLoad(
                new InetSocketAddress(Loopback.HOST, Integer.parseInt(bridgeEnvironment.get("BRIDGE_PORT"))));
    }

    /** Headers of a request by the first super admin. */
    Map<String, String> asSuperAdmin() {
        return bearer(tokens.issue(platform(), RegisterPlatform.adminIdOf(platform())));
    }

    /** Headers of a request by a customer's guest agent. */
    Map<String, String> asCustomer(UUID customerId) {
        return bearer(
                tokens.issueDelegated(customerId, GuestAgent.idOf(customerId), RegisterPlatform.adminIdOf(platform())));
    }

    /** The most memory that the provisioner's process has had so far, in MiB; zero where the system is not Linux. */
    double provisionerMebibytes() {
        return ResidentMemory.peakMebibytes(provisioner.orElseThrow().pid()).orElse(0);
    }

    /**
     * Makes the read model anew beside the one that is served, by the operations command.
     *
     * @throws net.voipbin.provisioning.sandbox.process.PartFailedException if it is not done in time
     */
    void rebuild(Duration timeout) {
        programs.operate("rebuild", provisionerEnvironment, timeout);
    }

    /**
     * Returns when the read model has all that was committed before the call.
     *
     * @throws net.voipbin.provisioning.sandbox.process.PartFailedException if it has not in time
     */
    void awaitReadModel(Duration timeout) {
        List<TopicPartition> partitions = List.of(Topics.EVENTS, Topics.RESULTS).stream()
                .flatMap(topic -> IntStream.range(0, ProgramSettings.PARTITIONS)
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
                .toList();
        Map<TopicPartition, Long> ends = ends(partitions);
        provisioner.orElseThrow().awaitReady(timeout, POLL, () -> {
            Map<TopicPartition, Long> read = offsets();
            // The last record of a partition is the marker of its last transaction.
            return ends.entrySet().stream().allMatch(end -> read.getOrDefault(end.getKey(), 0L) >= end.getValue() - 1);
        });
    }

    private Map<TopicPartition, Long> ends(List<TopicPartition> partitions) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            return admin
                    .listOffsets(partitions.stream()
                            .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest())))
                    .all()
                    .get()
                    .entrySet()
                    .stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, end -> end.getValue().offset()));
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not tell the ends of the topics", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the broker", e);
        }
    }

    private Map<TopicPartition, Long> offsets() {
        return database.withHandle(handle -> handle.createQuery(
                        "select topic, kafka_partition, next_offset from projection_offsets")
                .map((row, context) -> Map.entry(
                        new TopicPartition(row.getString("topic"), row.getInt("kafka_partition")),
                        row.getLong("next_offset")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    /** Ends what runs of both. */
    void stop() {
        bridge.ifPresent(ChildProcess::stop);
        bridge = Optional.empty();
        provisioner.ifPresent(ChildProcess::stop);
        provisioner = Optional.empty();
    }

    @Override
    public void close() {
        stop();
    }
}
