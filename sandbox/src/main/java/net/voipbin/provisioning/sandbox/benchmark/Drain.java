package net.voipbin.provisioning.sandbox.benchmark;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Counts the committed records that come to a topic, and tells how fast they came: the speed of the program that writes
 * them, as its consumers see it. Takes as little as possible of the cores which it shares with that program: it fetches
 * seldom and much, and looks at no record. Not thread-safe.
 */
final class Drain implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration UNTIL_KNOWN = Duration.ofSeconds(10);

    private static final Map<String, Object> SELDOM_AND_MUCH = Map.of(
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.CHECK_CRCS_CONFIG,
            false,
            ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
            1 << 20,
            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
            100,
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
            8 << 20,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            10_000);

    private final String topic;
    private final KafkaConsumer<Unread, Unread> consumer;

    private Drain(String topic, KafkaConsumer<Unread, Unread> consumer) {
        this.topic = topic;
        this.consumer = consumer;
    }

    /** Of all that is committed from now on. */
    static Drain fromNow(String bootstrapServers, String topic) {
        Map<String, Object> properties = new HashMap<>(SELDOM_AND_MUCH);
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        KafkaConsumer<Unread, Unread> consumer = new KafkaConsumer<>(properties, new Unreading(), new Unreading());
        List<TopicPartition> partitions = partitions(consumer, topic);
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // The consumer seeks when it has to, which would be later.
        partitions.forEach(consumer::position);
        return new Drain(topic, consumer);
    }

    /**
     * Waits until that many records have come, warm-up included, and tells how fast those behind the warm-up came: the
     * time runs from the first look that finds the warm-up complete to the one that finds all.
     *
     * @param warmUp how many come before the time is taken; fewer than are expected, by far more than 10,000
     * @throws IllegalStateException if they have not come in time, or if they came too soon for a figure
     */
    Throughput await(long warmUp, long expected, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        long before = count(0, Math.max(1, warmUp), deadline);
        long start = System.nanoTime();
        long seen = count(before, expected, deadline);
        if (seen == before) {
            throw new IllegalStateException("the records on " + topic + " came all at once");
        }
        return Throughput.since(start, seen - before);
    }

    /**
     * Waits until that many records have come.
     *
     * @throws IllegalStateException if they have not come in time
     */
    void await(long expected, Duration timeout) {
        count(0, expected, System.nanoTime() + timeout.toNanos());
    }

    /** How many were seen when enough were. */
    private long count(long before, long expected, long deadline) {
        long seen = before;
        while (seen < expected) {
            seen += consumer.poll(POLL).count();
            if (seen < expected && System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "of " + expected + " records only " + seen + " were committed to " + topic + " in time");
            }
        }
        return seen;
    }

    @Override
    public void close() {
        consumer.close();
    }

    /** A broker learns of a new topic a moment after its controller. */
    private static List<TopicPartition> partitions(KafkaConsumer<Unread, Unread> consumer, String topic) {
        long deadline = System.nanoTime() + UNTIL_KNOWN.toNanos();
        while (System.nanoTime() < deadline) {
            List<PartitionInfo> known = consumer.partitionsFor(topic);
            if (!known.isEmpty()) {
                return known.stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList();
            }
        }
        throw new IllegalStateException("the broker knows no topic " + topic);
    }

    /** A key or value that nobody looks at. */
    private enum Unread {
        UNREAD
    }

    private static final class Unreading implements Deserializer<Unread> {

        @Override
        public Unread deserialize(String of, byte[] bytes) {
            return Unread.UNREAD;
        }

        /** The default copies the bytes first. */
        @Override
        public Unread deserialize(String of, Headers headers, ByteBuffer bytes) {
            return Unread.UNREAD;
        }
    }
}
