package net.voipbin.provisioning.topic;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;

/** What a topic of the catalogue means in Kafka's settings. */
public final class TopicSettings {

    /** Kafka drops and compacts whole closed segments only, so none may stay open for long. */
    private static final Duration LONGEST_SEGMENT = Duration.ofDays(1);

    private static final int SAFE_REPLICATION_FACTOR = 3;

    private TopicSettings() {}

    /** The {@code min.insync.replicas} of a topic with so many replicas: a second copy where one broker may be missing. */
    public static String minInSyncReplicas(int replicationFactor) {
        return replicationFactor >= SAFE_REPLICATION_FACTOR ? "2" : "1";
    }

    /** Every setting that the product relies on, so that no broker's default counts; sorted by name. */
    static Map<String, String> of(Topic<?> topic, int replicationFactor) {
        Map<String, String> settings = new TreeMap<>();
        settings.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, minInSyncReplicas(replicationFactor));
        settings.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
        // By the broker's clock, so that neither a publisher's nor an old command's time ends a record's stay early.
        settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        switch (topic.cleanup()) {
            case DELETE -> {
                settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
                settings.put(TopicConfig.RETENTION_MS_CONFIG, millis(topic.retention()));
                settings.put(TopicConfig.SEGMENT_MS_CONFIG, millis(shorter(topic.retention(), LONGEST_SEGMENT)));
            }
            case COMPACT -> {
                settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
                settings.put(TopicConfig.RETENTION_MS_CONFIG, "-1");
                // Who folds the topic up to where it ended meets what was the latest then, for as long as this.
                settings.put(
                        TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
                        millis(topic.retention().dividedBy(4)));
                // Half of the promise, which leaves the cleaner the other half to do its work in.
                Duration lag = topic.retention().dividedBy(2);
                settings.put(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, millis(lag));
                settings.put(TopicConfig.SEGMENT_MS_CONFIG, millis(shorter(lag, LONGEST_SEGMENT)));
                // How long a reader that began at the start may take to see that a key is gone.
                settings.put(TopicConfig.DELETE_RETENTION_MS_CONFIG, millis(topic.retention()));
            }
        }
        settings.putAll(topic.configuration());
        return settings;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
