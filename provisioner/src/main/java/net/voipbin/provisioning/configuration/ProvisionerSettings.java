package net.voipbin.provisioning.configuration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import net.voipbin.provisioning.domain.Periods;
import net.voipbin.provisioning.settings.Secret;
import net.voipbin.provisioning.settings.Settings;
import net.voipbin.provisioning.topic.Topics;

/**
 * The provisioner's settings. Immutable.
 *
 * @param kafka properties of every Kafka client
 * @param serdes properties of the serdes and of the registry client
 * @param applicationId names the Kafka Streams application: its group, its internal topics, its transactions
 * @param instanceId names this process among those of the application, the same after each restart
 * @param periods how long a signup may stay unverified and a frozen account recoverable
 * @param hashKey keys the hashes of claimed values and of commands; all instances have the same, for ever
 * @param commitInterval how long a stream thread rests before it commits; the floor of the time from command to result
 */
public record ProvisionerSettings(
        Map<String, Object> kafka,
        Map<String, Object> serdes,
        Database database,
        UUID platformCustomerId,
        String applicationId,
        String instanceId,
        Path stateDirectory,
        int streamThreads,
        Duration commitInterval,
        Periods periods,
        Secret hashKey,
        int topicPartitions,
        int topicReplicationFactor,
        String managementHost,
        int managementPort) {

    /**
     * How to reach the read model's database. Immutable.
     *
     * @param bridgePassword the password that the next preparation gives the bridges' role; empty to leave it as it is
     */
    public record Database(String url, String user, Secret password, Optional<Secret> bridgePassword) {}

    private static final int MIN_KEY_BYTES = 32;
    private static final String[] PREFIXES = {"PROVISIONER_", "POSTGRES_", "TOPIC_", "MANAGEMENT_"};

    public ProvisionerSettings {
        kafka = Map.copyOf(kafka);
        serdes = Map.copyOf(serdes);
    }

    /** Shows only the names of the clients' properties: their values may hold credentials. */
    @Override
    public String toString() {
        return "ProvisionerSettings[kafka=" + new TreeSet<>(kafka.keySet())
                + ", serdes=" + new TreeSet<>(serdes.keySet())
                + ", database=" + database
                + ", platformCustomerId=" + platformCustomerId
                + ", applicationId=" + applicationId
                + ", instanceId=" + instanceId
                + ", stateDirectory=" + stateDirectory
                + ", streamThreads=" + streamThreads
                + ", commitInterval=" + commitInterval
                + ", periods=" + periods
                + ", hashKey=" + hashKey
                + ", topicPartitions=" + topicPartitions
                + ", topicReplicationFactor=" + topicReplicationFactor
                + ", managementHost=" + managementHost
                + ", managementPort=" + managementPort + "]";
    }

    /**
     * Reads the settings.
     *
     * @throws net.voipbin.provisioning.settings.InvalidSettingException if one is missing, unknown or out of bounds
     */
    public static ProvisionerSettings of(Map<String, String> environment) {
        Settings settings = new Settings(environment);
        ProvisionerSettings read = new ProvisionerSettings(
                settings.properties("KAFKA_"),
                settings.properties("SERDE_"),
                new Database(
                        settings.text("POSTGRES_URL"),
                        settings.text("POSTGRES_USER"),
                        settings.secret("POSTGRES_PASSWORD", 1),
                        settings.findSecret("POSTGRES_BRIDGE_PASSWORD", 1)),
                settings.uuid("PLATFORM_CUSTOMER_ID"),
                settings.text("PROVISIONER_APPLICATION_ID", "provisioner"),
                settings.text("PROVISIONER_INSTANCE_ID"),
                Path.of(settings.text("PROVISIONER_STATE_DIR")),
                settings.integer("PROVISIONER_STREAM_THREADS", 1, 1, 64),
                settings.duration(
                        "PROVISIONER_COMMIT_INTERVAL",
                        Duration.ofMillis(10),
                        Duration.ofMillis(1),
                        Duration.ofSeconds(1)),
                new Periods(
                        settings.duration(
                                "PROVISIONER_SIGNUP_EXPIRY",
                                Periods.USUAL.signupExpiry(),
                                Duration.ofSeconds(1),
                                Duration.ofDays(365)),
                        settings.duration(
                                "PROVISIONER_DELETION_AFTER",
                                Periods.USUAL.deletionAfter(),
                                Duration.ofSeconds(1),
                                Duration.ofDays(3_650))),
                settings.secret("PROVISIONER_HASH_KEY", MIN_KEY_BYTES),
                settings.integer("TOPIC_PARTITIONS", Topics.DEFAULT_PARTITIONS, 1, 1_000),
                settings.integer("TOPIC_REPLICATION_FACTOR", 3, 1, 9),
                settings.text("MANAGEMENT_HOST", "127.0.0.1"),
                settings.integer("MANAGEMENT_PORT", 9090, 0, 65_535));
        settings.rejectUnknown(PREFIXES);
        return read;
    }
}
