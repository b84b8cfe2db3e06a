package net.voipbin.provisioning.topic;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Makes a cluster's topics be as the catalogue says: creates what is missing, corrects settings that differ, and
 * leaves the rest. May be run again, and by several at once.
 */
public final class TopicApplier {

    private static final String TRANSACTION_VERSION = "transaction.version";

    /** From here on, a broker keeps a delayed write of an aborted transaction out of the next one. */
    private static final short LEAST_TRANSACTION_VERSION = 2;

    private static final Duration CREATION_DEADLINE = Duration.ofSeconds(60);
    private static final Duration METADATA_PAUSE = Duration.ofMillis(50);

    private final Admin admin;

    /** The caller closes the client. */
    public TopicApplier(Admin admin) {
        this.admin = admin;
    }

    /**
     * Applies the topics, all with the same number of partitions; when it returns, the cluster knows them all.
     *
     * @return what was done, in the order of the topics
     * @throws UnsuitableClusterException if the cluster's transactions are of too old a kind; then nothing is changed
     * @throws PartitionsDifferException if a topic exists with another number of partitions; then nothing is created
     *     unless another process creates the topic at the same time
     * @throws KafkaException if the cluster can't be reached or refuses
     */
    public List<AppliedTopic> apply(Collection<? extends Topic<?>> topics, int partitions, short replicationFactor) {
        requireTransactionVersion();
        Set<String> created = create(topics, partitions, replicationFactor);
        Map<String, Map<String, String>> altered = correct(topics, replicationFactor);
        return topics.stream()
                .map(topic -> new AppliedTopic(
                        topic.name(), created.contains(topic.name()), altered.getOrDefault(topic.name(), Map.of())))
                .toList();
    }

    /**
     * Changes nothing, and returns if the cluster is fit to be worked with: its transactions are of the kind needed, and
     * it has the topics, with so many partitions each.
     *
     * @throws UnsuitableClusterException if it isn't, or lacks a topic
     * @throws PartitionsDifferException if a topic has another number of partitions
     * @throws KafkaException if the cluster can't be reached or refuses
     */
    public void verify(Collection<? extends Topic<?>> topics, int partitions) {
        requireTransactionVersion();
        List<? extends Topic<?>> missing = missing(topics, partitions);
        if (!missing.isEmpty()) {
            throw new UnsuitableClusterException(
                    "The cluster has no topic " + missing.getFirst().name());
        }
    }

    private void requireTransactionVersion() {
        FinalizedVersionRange range = result(admin.describeFeatures().featureMetadata())
                .finalizedFeatures()
                .get(TRANSACTION_VERSION);
        short version = range == null ? 0 : range.maxVersionLevel();
        if (version < LEAST_TRANSACTION_VERSION) {
            throw new UnsuitableClusterException("The cluster's feature %s is %d, but must be at least %d"
                    .formatted(TRANSACTION_VERSION, version, LEAST_TRANSACTION_VERSION));
        }
    }

    /** Creates until the cluster knows all topics: what was just created, by whomever, may not be known at once. */
    private Set<String> create(Collection<? extends Topic<?>> topics, int partitions, short replicationFactor) {
        Set<String> created = new HashSet<>();
        long begin = System.nanoTime();
        while (true) {
            List<? extends Topic<?>> missing = missing(topics, partitions);
            if (missing.isEmpty()) {
                return created;
            }
            if (System.nanoTime() - begin > CREATION_DEADLINE.toNanos()) {
                throw new TimeoutException("The cluster does not know its new topics after " + CREATION_DEADLINE);
            }
            missing.stream()
                    .filter(topic -> !created.contains(topic.name()))
                    .filter(topic -> createdByUs(topic, partitions, replicationFactor))
                    .forEach(topic -> created.add(topic.name()));
            pause();
        }
    }

    private List<? extends Topic<?>> missing(Collection<? extends Topic<?>> topics, int partitions) {
        Set<String> missing = new HashSet<>();
        admin.describeTopics(topics.stream().map(Topic::name).toList())
                .topicNameValues()
                .forEach((name, description) -> {
                    Optional<Integer> actual = partitions(description);
                    if (actual.isEmpty()) {
                        missing.add(name);
                    } else if (actual.get() != partitions) {
                        throw new PartitionsDifferException(name, partitions, actual.get());
                    }
                });
        return topics.stream().filter(topic -> missing.contains(topic.name())).toList();
    }

    private static Optional<Integer> partitions(KafkaFuture<TopicDescription> description) {
        try {
            return Optional.of(result(description).partitions().size());
        } catch (UnknownTopicOrPartitionException e) {
            return Optional.empty();
        }
    }

    private boolean createdByUs(Topic<?> topic, int partitions, short replicationFactor) {
        NewTopic wanted = new NewTopic(topic.name(), partitions, replicationFactor)
                .configs(TopicSettings.of(topic, replicationFactor));
        try {
            result(admin.createTopics(List.of(wanted)).all());
            return true;
        } catch (TopicExistsException e) {
            return false;
        }
    }

    private Map<String, Map<String, String>> correct(Collection<? extends Topic<?>> topics, short replicationFactor) {
        Map<String, Map<String, String>> altered = new HashMap<>();
        Map<ConfigResource, Collection<AlterConfigOp>> operations = new HashMap<>();
        Map<ConfigResource, KafkaFuture<Config>> configs = admin.describeConfigs(
                        topics.stream().map(TopicApplier::resource).toList())
                .values();
        for (Topic<?> topic : topics) {
            Config actual = result(Objects.requireNonNull(configs.get(resource(topic))));
            Map<String, String> drifted = drifted(TopicSettings.of(topic, replicationFactor), actual);
            if (!drifted.isEmpty()) {
                altered.put(topic.name(), drifted);
                operations.put(resource(topic), operations(drifted));
            }
        }
        if (!operations.isEmpty()) {
            result(admin.incrementalAlterConfigs(operations).all());
        }
        return altered;
    }

    private static ConfigResource resource(Topic<?> topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    }

    private static Map<String, String> drifted(Map<String, String> wanted, Config actual) {
        Map<String, String> drifted = new TreeMap<>(wanted);
        drifted.entrySet().removeIf(setting -> {
            ConfigEntry entry = actual.get(setting.getKey());
            return entry != null && setting.getValue().equals(entry.value());
        });
        return drifted;
    }

    private static Collection<AlterConfigOp> operations(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> new AlterConfigOp(
                        new ConfigEntry(setting.getKey(), setting.getValue()), AlterConfigOp.OpType.SET))
                .toList();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(METADATA_PAUSE.toMillis());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static <T> T result(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException failure) {
                throw failure;
            }
            throw new KafkaException(e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
