package net.voipbin.provisioning.bridge.command;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.topic.Topics;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes commands to Kafka: idempotent, acknowledged by all in-sync replicas, in each customer's order. Thread-safe. */
public final class KafkaCommandPublisher implements CommandPublisher {

    private final Producer<String, Command> producer;
    private final KafkaClientMetrics metrics;
    private final Duration patience;

    private KafkaCommandPublisher(Producer<String, Command> producer, KafkaClientMetrics metrics, Duration patience) {
        this.producer = producer;
        this.metrics = metrics;
        this.patience = patience;
    }

    /**
     * Opens without waiting for Kafka.
     *
     * @param properties the client's, such as bootstrap.servers; they yield to what the promises need
     * @param writeDeadline an unsuccessful publish is known within it
     */
    public static KafkaCommandPublisher open(
            Map<String, Object> properties,
            Serializer<Command> serializer,
            Duration writeDeadline,
            MeterRegistry registry) {
        int forMetadata = Math.toIntExact(writeDeadline.toMillis() / 4);
        int forDelivery = Math.toIntExact(writeDeadline.toMillis() / 2);
        Map<String, Object> config = new HashMap<>(properties);
        config.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "api-bridge");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_COMMAND_BYTES);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, forMetadata);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, forDelivery / 2);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, forDelivery);
        KafkaProducer<String, Command> producer = new KafkaProducer<>(config, new StringSerializer(), serializer);
        KafkaClientMetrics metrics = new KafkaClientMetrics(producer);
        metrics.bindTo(registry);
        return new KafkaCommandPublisher(producer, metrics, Duration.ofMillis(forDelivery));
    }

    @Override
    public CompletableFuture<Void> publish(Command command) {
        CompletableFuture<Void> taken = new CompletableFuture<>();
        try {
            producer.send(
                    new ProducerRecord<>(
                            Topics.COMMANDS.name(), command.getCustomerId().toString(), command),
                    (metadata, failure) -> {
                        if (failure == null) {
                            taken.complete(null);
                        } else {
                            taken.completeExceptionally(failure);
                        }
                    });
        } catch (KafkaException | IllegalStateException e) {
            // A closed or fatally failed producer throws instead of calling back.
            taken.completeExceptionally(e);
        }
        return taken;
    }

    @Override
    public boolean ready() {
        try {
            return !producer.partitionsFor(Topics.COMMANDS.name()).isEmpty();
        } catch (KafkaException | IllegalStateException e) {
            return false;
        }
    }

    @Override
    public void close() {
        metrics.close();
        producer.close(patience);
    }
}
