package net.voipbin.provisioning.sandbox.quickstart;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.sandbox.part.ProgramSettings;
import net.voipbin.provisioning.sandbox.sample.TopicConsumer;
import net.voipbin.provisioning.topic.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;

/** Hands on every event that is committed after its start, as any consumer of the event topic sees it. */
final class EventFeed implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaConsumer<byte[], ResourceEvent> consumer;
    private final Thread reader;

    private EventFeed(KafkaConsumer<byte[], ResourceEvent> consumer, Consumer<ResourceEvent> listener) {
        this.consumer = consumer;
        this.reader = Thread.ofPlatform().name("event-feed").unstarted(() -> read(listener));
    }

    /** Returns when nothing that is committed from now on can be missed; the listener is called by one thread. */
    static EventFeed start(ProgramSettings settings, Consumer<ResourceEvent> listener) {
        KafkaConsumer<byte[], ResourceEvent> consumer = TopicConsumer.of(settings, Topics.EVENTS);
        consumer.seekToEnd(consumer.assignment());
        // Seeking is lazy; asking for the position does it.
        consumer.assignment().forEach(consumer::position);
        EventFeed feed = new EventFeed(consumer, listener);
        feed.reader.start();
        return feed;
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(Consumer<ResourceEvent> listener) {
        try (consumer) {
            while (true) {
                ConsumerRecords<byte[], ResourceEvent> records = consumer.poll(POLL);
                // A record without a value follows the last event of a deleted resource.
                records.forEach(
                        consumed -> Optional.ofNullable(consumed.value()).ifPresent(listener));
            }
        } catch (WakeupException closing) {
            return;
        }
    }
}
