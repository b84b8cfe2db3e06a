package net.voipbin.provisioning.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.topic.Topics;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Projections into a real PostgreSQL, from a consumer that reads from a log in memory: begins with an empty read model, and
 * ends with a database that is there and projections that are closed.
 */
final class ProjectionFixture implements BeforeEachCallback, AfterEachCallback {

    static final TopicPartition EVENTS = new TopicPartition(Topics.EVENTS.name(), 0);
    static final TopicPartition OTHER_EVENTS = new TopicPartition(Topics.EVENTS.name(), 1);
    static final TopicPartition RESULTS = new TopicPartition(Topics.RESULTS.name(), 0);
    static final TopicPartition CREDENTIALS = new TopicPartition(Topics.CREDENTIALS.name(), 0);
    static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final RecordedConsumer consumer = new RecordedConsumer(Set.of(EVENTS, OTHER_EVENTS, RESULTS, CREDENTIALS));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Projection> started = new ArrayList<>();

    @Override
    public void beforeEach(ExtensionContext context) {
        PostgreSql.clear();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        PostgreSql.bringBack();
        started.forEach(Projection::close);
    }

    /** The consumer of the projections, if they are not given others. */
    RecordedConsumer consumer() {
        return consumer;
    }

    SimpleMeterRegistry meters() {
        return meters;
    }

    Projection start() {
        return start(Wire.events());
    }

    Projection start(Deserializer<ResourceEvent> events) {
        return start(events, List.of(consumer));
    }

    /** Starts a projection with these consumers, one after the other. */
    Projection start(Deserializer<ResourceEvent> events, List<RecordedConsumer> consumers) {
        Iterator<RecordedConsumer> next = consumers.iterator();
        Projection projection = new Projection(
                next::next,
                new Contracts(events, Wire.results(), Wire.credentials()),
                PostgreSql.readModel(),
                Clock.systemUTC(),
                meters);
        started.add(projection);
        Thread.ofPlatform().daemon().name("projection").start(projection);
        return projection;
    }

    boolean consumerIsPaused(TopicPartition partition) {
        synchronized (consumer) {
            return consumer.paused().contains(partition);
        }
    }

    void append(TopicPartition partition, long endOffset, byte[]... values) {
        consumer.append(partition, endOffset, List.of(values));
    }

    /** The consumer's position; -1 where it has not been assigned the partition. */
    long position(TopicPartition partition) {
        synchronized (consumer) {
            return consumer.assignment().contains(partition) ? consumer.position(partition) : -1;
        }
    }

    /** Waits until the records that were polled before are processed. */
    void awaitPolls() {
        long polls = consumer.polls();
        await().atMost(TIMEOUT).until(() -> consumer.polls() > polls + 2);
    }

    /** Waits until so many events are counted, which happens after the offset moves. */
    void awaitWritten(int events) {
        await().atMost(TIMEOUT)
                .untilAsserted(() ->
                        assertThat(meters.counter("projection.events").count()).isEqualTo(events));
    }

    static void awaitOffset(TopicPartition partition, long offset) {
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(offset(partition)).isEqualTo(offset));
    }

    /** The next offset in the read model; -1 where it has none. */
    static long offset(TopicPartition partition) {
        return PostgreSql.readModel()
                .withHandle(handle -> handle.select(
                                "select next_offset from projection_offsets where topic = ? and kafka_partition = ?",
                                partition.topic(),
                                partition.partition())
                        .mapTo(Long.class)
                        .findOne()
                        .orElse(-1L));
    }

    /** The versions of all customers in the read model. */
    static List<Object> versions() {
        return PostgreSql.select("select version from customers").stream()
                .map(row -> row.get("version"))
                .toList();
    }
}
