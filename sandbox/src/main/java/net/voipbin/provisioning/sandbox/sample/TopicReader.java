package net.voipbin.provisioning.sandbox.sample;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Predicate;
import net.voipbin.provisioning.sandbox.part.ProgramSettings;
import net.voipbin.provisioning.topic.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads a topic from its beginning on, as far as it is asked to. Not thread-safe. */
public final class TopicReader<V extends SpecificRecord> implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], V> consumer;
    private final Queue<V> unread = new ArrayDeque<>();

    private TopicReader(KafkaConsumer<byte[], V> consumer) {
        this.consumer = consumer;
    }

    public static <V extends SpecificRecord> TopicReader<V> of(ProgramSettings settings, Topic<V> topic) {
        KafkaConsumer<byte[], V> consumer = TopicConsumer.of(settings, topic);
        consumer.seekToBeginning(consumer.assignment());
        return new TopicReader<>(consumer);
    }

    /** All up to what is committed now. */
    public List<V> toEnd() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            poll();
        }
        List<V> read = new ArrayList<>(unread);
        unread.clear();
        return read;
    }

    /** The next that is wanted; those before it are passed over. Empty if none comes in time. */
    Optional<V> next(Predicate<V> wanted, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        do {
            for (V value = unread.poll(); value != null; value = unread.poll()) {
                if (wanted.test(value)) {
                    return Optional.of(value);
                }
            }
            poll();
        } while (!unread.isEmpty() || System.nanoTime() < deadline);
        return Optional.empty();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void poll() {
        consumer.poll(POLL)
                .forEach(consumed -> Optional.ofNullable(consumed.value()).ifPresent(unread::add));
    }
}
