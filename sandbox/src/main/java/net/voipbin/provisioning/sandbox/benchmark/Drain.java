package net.voipbin.provisioning.sandbox.benchmark;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
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
public final class Drain implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration UNTIL_KNOWN = Duration.ofSeconds(10);

    /** Far longer than a program needs to start, or a group of consumers to agree. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

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

    /** Reads all that is committed on the topic from now on. */
    public static Drain fromNow(String bootstrapServers, String topic) {
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
     * @throws IllegalStateException if they have not come in time, if none came for a minute, or if they came too soon
     *     for a figure
     */
    public Throughput await(long warmUp, long expected, Duration timeout) {
        return await(CompletableFuture.completedFuture(0), warmUp, expected, timeout, seen -> {});
    }

    /**
     * The same, and the time does not run before the preparation is over either: what comes until then is left out.
     *
     * @param preparation runs in another thread, such as the publishing of what the records are answers to
     * @param looks told after each look how many have come
     * @throws IllegalStateException if the preparation fails, as soon as it does; and if less than half of the records
     *     are left when the time begins to run
     */
    public Throughput await(
            CompletableFuture<?> preparation, long warmUp, long expected, Duration timeout, LongConsumer looks) {
        Waiting waiting = new Waiting(expected, timeout, looks);
        while (!isOver(preparation) || waiting.seen < Math.max(1, warmUp)) {
            waiting.look();
        }
        long start = System.nanoTime();
        long before = waiting.seen;
        if (2 * before > expected) {
            throw new IllegalStateException("of " + expected + " records " + before + " had come to " + topic
                    + " before the time could be taken: too few are left for a figure");
        }
        while (waiting.seen < expected) {
            waiting.look();
        }
        return Throughput.since(start, waiting.seen - before);
    }

    /**
     * Waits until that many records have come.
     *
     * @throws IllegalStateException if they have not come in time, or if none came for a minute
     */
    public void await(long expected, Duration timeout) {
        Waiting waiting = new Waiting(expected, timeout, seen -> {});
        while (waiting.seen < expected) {
            waiting.look();
        }
    }

    private static boolean isOver(CompletableFuture<?> preparation) {
        if (preparation.isCompletedExceptionally()) {
            throw new IllegalStateException("what the records depend on failed", preparation.exceptionNow());
        }
        return preparation.isDone();
    }

    /** Counts until a deadline, and not for longer than a minute while nothing comes. */
    private final class Waiting {

        private final long expected;
        private final Duration timeout;
        private final LongConsumer looks;
        private final long begin = System.nanoTime();
        private long seen;
        private long last = begin;

        Waiting(long expected, Duration timeout, LongConsumer looks) {
            this.expected = expected;
            this.timeout = timeout;
            this.looks = looks;
        }

        void look() {
            int came = consumer.poll(POLL).count();
            long now = System.nanoTime();
            seen += came;
            last = came > 0 ? now : last;
            looks.accept(seen);
            if (seen < expected && (now - begin > timeout.toNanos() || now - last > LONGEST_SILENCE.toNanos())) {
                throw new IllegalStateException("of " + expected + " records only " + seen + " were committed to "
                        + topic + " within " + TimeUnit.NANOSECONDS.toSeconds(now - begin) + " s, the last one "
                        + TimeUnit.NANOSECONDS.toSeconds(now - last) + " s ago");
            }
        }
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
