package net.voipbin.provisioning.projection;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import net.voipbin.provisioning.configuration.GroupTimeouts;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Makes consumers that read committed records only, from the earliest on; their offsets are kept in the read model. */
public final class CommittedRecords {

    private static final int POLL_RECORDS = 4_000;

    /**
     * Bounds the memory that a batch takes, which is several times as much; far more than {@link #POLL_RECORDS} usual
     * records have.
     */
    private static final int FETCH_BYTES = 8 << 20;

    private CommittedRecords() {}

    /**
     * A consumer without a group, for reading whole topics.
     *
     * @param kafka properties of every Kafka client
     */
    public static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> kafka) {
        return consumer(kafka, Map.of());
    }

    /**
     * A consumer with properties of its own.
     *
     * @param kafka properties of every Kafka client
     * @param further properties that win over those
     */
    public static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> kafka, Map<String, Object> further) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, GroupTimeouts.SESSION_MS);
        properties.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, GroupTimeouts.MAX_POLL_INTERVAL_MS);
        properties.putAll(kafka);
        properties.put(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                IsolationLevel.READ_COMMITTED.toString().toLowerCase(Locale.ROOT));
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.putAll(further);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
