package net.voipbin.provisioning.endtoend.bed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.voipbin.provisioning.registry.ConfiguredSerdes;
import net.voipbin.provisioning.topic.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;

/**
 * Everything that a topic holds, committed only, as it comes: what any consumer sees. Each look at the list is one at
 * a moment at which every partition had been read to its committed end. Thread-safe.
 */
public final class TopicLog<V extends SpecificRecord> implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final KafkaConsumer<byte[], V> consumer;
    private final List<TopicPartition> partitions;
    private final List<Entry<V>> entries = new ArrayList<>();
    private final Thread reader;
    private volatile boolean closing;

    /**
     * One record.
     *
     * @param seen when it came here, by {@link System#nanoTime()}
     */
    public record Entry<V>(ConsumerRecord<byte[], V> record, long seen) {
        /** Of a topic whose records all have one. */
        public V value() {
            return record.value();
        }
    }

    public TopicLog(TestBed bed, Topic<V> topic) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bed.bootstrapServers(),
                        "isolation.level", "read_committed",
                        "auto.offset.reset", "earliest",
                        "enable.auto.commit", "false"),
                new ByteArrayDeserializer(),
                ConfiguredSerdes.deserializer(topic.valueType(), Map.of("schema.registry.url", bed.registryUrl())));
        partitions = consumer.partitionsFor(topic.name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        reader = Thread.ofPlatform().daemon().name("log-" + topic.name()).start(this::read);
    }

    /** All so far that there is a value of. */
    public List<V> values() {
        return entries().stream()
                .flatMap(entry -> Stream.ofNullable(entry.record().value()))
                .toList();
    }

    public List<Entry<V>> entries() {
        return entriesFrom(0);
    }

    /** The records behind the first so many. */
    public List<Entry<V>> entriesFrom(int count) {
        synchronized (entries) {
            return List.copyOf(entries.subList(count, entries.size()));
        }
    }

    public int size() {
        synchronized (entries) {
            return entries.size();
        }
    }

    /** All that match, as soon as there are so many. */
    public List<V> await(int count, Predicate<V> matching) {
        return Awaitility.await()
                .atMost(TIMEOUT)
                .pollInterval(POLL)
                .until(() -> values().stream().filter(matching).toList(), found -> found.size() >= count);
    }

    /** The first that matches, as soon as there is one; each is looked at once, so that a long log costs no more. */
    public V awaitFirst(Duration atMost, Predicate<V> matching) {
        AtomicInteger seen = new AtomicInteger();
        return Awaitility.await()
                .atMost(atMost)
                .pollInterval(POLL)
                .until(
                        () -> {
                            List<Entry<V>> come = entriesFrom(seen.get());
                            seen.addAndGet(come.size());
                            return come.stream()
                                    .flatMap(entry ->
                                            Stream.ofNullable(entry.record().value()))
                                    .filter(matching)
                                    .findFirst();
                        },
                        Optional::isPresent)
                .orElseThrow();
    }

    @Override
    public void close() {
        closing = true;
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (consumer) {
            while (!closing) {
                Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
                List<Entry<V>> come = new ArrayList<>();
                do {
                    consumer.poll(POLL).forEach(record -> come.add(new Entry<>(record, System.nanoTime())));
                } while (!closing
                        && ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue()));
                synchronized (entries) {
                    entries.addAll(come);
                }
            }
        }
    }
}
