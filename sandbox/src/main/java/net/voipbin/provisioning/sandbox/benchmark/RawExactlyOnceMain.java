package net.voipbin.provisioning.sandbox.benchmark;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The loop: per command three events and a result, and about as often as it is settings a commit of what was written together
 * with the offsets of what was read. Ends when it is settings to.
 */
public final class RawExactlyOnceMain {

    private static final Duration POLL = Duration.ofMillis(10);
    private static final int EVENTS_PER_COMMAND = 3;

    private final BareTopics topics;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Payloads events;
    private final Payloads results;
    private long processed;

    private RawExactlyOnceMain(
            BareArguments arguments, KafkaConsumer<byte[], byte[]> consumer, KafkaProducer<byte[], byte[]> producer) {
        topics = arguments.bareTopics();
        events = new Payloads(4, arguments.sizes().event());
        results = new Payloads(5, arguments.sizes().result());
        this.consumer = consumer;
        this.producer = producer;
    }

    /** As in {@link BareArguments}. */
    public static void main(String[] arguments) {
        BareArguments settings = BareArguments.of(arguments);
        AtomicBoolean stopping = new AtomicBoolean();
        Thread loop = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndAwait(stopping, loop), "stop"));
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(settings);
                KafkaProducer<byte[], byte[]> producer = producer(settings)) {
            consumer.subscribe(List.of(settings.bareTopics().commands()));
            producer.initTransactions();
            RawExactlyOnceMain program = new RawExactlyOnceMain(settings, consumer, producer);
            while (!stopping.get()) {
                program.transaction();
            }
        }
    }

    private void transaction() {
        ConsumerRecords<byte[], byte[]> commands = consumer.poll(POLL);
        if (commands.isEmpty()) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> consumed = new HashMap<>();
        producer.beginTransaction();
        long start = System.nanoTime();
        while (true) {
            commands.forEach(this::process);
            consumed.putAll(commands.nextOffsets());
            if (System.nanoTime() - start >= BareProgram.COMMIT_INTERVAL.toNanos()) {
                break;
            }
            commands = consumer.poll(Duration.ZERO);
        }
        producer.sendOffsetsToTransaction(consumed, consumer.groupMetadata());
        producer.commitTransaction();
    }

    private void process(ConsumerRecord<byte[], byte[]> command) {
        processed++;
        for (int event = 0; event < EVENTS_PER_COMMAND; event++) {
            send(topics.events(), command.key(), events.at(EVENTS_PER_COMMAND * processed + event));
        }
        send(topics.results(), command.key(), results.at(processed));
    }

    /** What is not taken fails the commit. */
    private void send(String topic, byte[] key, byte[] value) {
        var sent = producer.send(new ProducerRecord<>(topic, key, value));
    }

    private static KafkaConsumer<byte[], byte[]> consumer(BareArguments settings) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        settings.bootstrapServers(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        settings.topics(),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static KafkaProducer<byte[], byte[]> producer(BareArguments settings) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        settings.bootstrapServers(),
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        settings.topics(),
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        // Else the next transaction waits up to 100 ms for the former to be over.
                        ProducerConfig.RETRY_BACKOFF_MS_CONFIG,
                        5,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        1 << 18),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static void stopAndAwait(AtomicBoolean stopping, Thread loop) {
        stopping.set(true);
        try {
            loop.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
