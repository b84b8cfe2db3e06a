package net.voipbin.provisioning.operations;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Consumers of what is committed, from the beginning, whose offsets are kept elsewhere. */
public final class CommittedRecords {

    private static final int POLL_RECORDS = 4_000;

    /** What a batch takes of the memory follows from it, several times as much; far more than so many usual records have. */
    private static final int FETCH_BYTES = 8 << 20;

    private CommittedRecords() {}

    /** One without a group, for whoever reads whole topics. */
    public static KafkaConsumer<byte[], byte[]> consumer(ProvisionerSettings settings) {
        return consumer(settings, Map.of());
    }

    /** @param further properties of its own, which nobody may set otherwise */
    public static KafkaConsumer<byte[], byte[]> consumer(ProvisionerSettings settings, Map<String, Object> further) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, StreamsProperties.SESSION_TIMEOUT_MS);
        properties.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, StreamsProperties.MAX_POLL_INTERVAL_MS);
        properties.putAll(settings.kafka());
        properties.put(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                IsolationLevel.READ_COMMITTED.toString().toLowerCase(Locale.ROOT));
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.putAll(further);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
