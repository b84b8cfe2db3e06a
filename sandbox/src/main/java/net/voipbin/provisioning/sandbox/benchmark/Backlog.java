package net.voipbin.provisioning.sandbox.benchmark;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes many records as fast as one plain producer can: idempotent, all in-sync replicas acknowledge, large
 * compressed batches. It is the limit of everything that publishes, and what lies in wait on a topic for a program whose
 * own speed is then measured by a {@link Drain}.
 */
public final class Backlog {

    private static final Map<String, Object> BATCHING = Map.of(
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "lz4",
            ProducerConfig.LINGER_MS_CONFIG,
            5,
            ProducerConfig.BATCH_SIZE_CONFIG,
            1 << 18,
            ProducerConfig.BUFFER_MEMORY_CONFIG,
            64L << 20);

    private Backlog() {}

    /** One record to publish. The arrays are not changed afterwards. */
    public record Entry(byte[] key, byte[] value) {}

    /**
     * Publishes as many records as are expected, and returns when all are acknowledged.
     *
     * @param warmUp how many of them, the first, are left out of the figure; fewer than there are
     * @param records by their index, from 0; asked for by one thread, in order
     * @throws IllegalStateException if one was not taken; no more are asked for then
     */
    public static Throughput publish(
            String bootstrapServers, String topic, long warmUp, long count, LongFunction<Entry> records) {
        AtomicReference<Exception> failure = new AtomicReference<>();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                properties(bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer())) {
            send(producer, topic, 0, warmUp, records, failure);
            long start = System.nanoTime();
            send(producer, topic, warmUp, count, records, failure);
            return Throughput.since(start, count - warmUp);
        }
    }

    private static void send(
            KafkaProducer<byte[], byte[]> producer,
            String topic,
            long from,
            long to,
            LongFunction<Entry> records,
            AtomicReference<Exception> failure) {
        // While the broker is away, each of the others would wait for a minute before it is refused.
        for (long index = from; index < to && failure.get() == null; index++) {
            Entry entry = records.apply(index);
            producer.send(new ProducerRecord<>(topic, entry.key(), entry.value()), (place, failed) -> {
                if (failed != null) {
                    failure.compareAndSet(null, failed);
                }
            });
        }
        producer.flush();
        Optional.ofNullable(failure.get()).ifPresent(cause -> {
            throw new IllegalStateException("a record for " + topic + " was not taken", cause);
        });
    }

    private static Map<String, Object> properties(String bootstrapServers) {
        Map<String, Object> properties = new HashMap<>(BATCHING);
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return properties;
    }
}
