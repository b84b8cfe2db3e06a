package net.voipbin.provisioning.bridge.command;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.topic.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.BrokerNotAvailableException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes commands to Kafka: idempotent, acknowledged by all in-sync replicas, in each customer's order. Thread-safe. */
public final class KafkaCommandPublisher implements CommandPublisher {

    private final Producer<String, Command> producer;
    private final KafkaClientMetrics metrics;
    private final Duration patience;
    private final BooleanSupplier away;
    private final Runnable closeHealth;
    private volatile boolean broken;

    private KafkaCommandPublisher(
            Producer<String, Command> producer,
            KafkaClientMetrics metrics,
            Duration patience,
            BooleanSupplier away,
            Runnable closeHealth) {
        this.producer = producer;
        this.metrics = metrics;
        this.patience = patience;
        this.away = away;
        this.closeHealth = closeHealth;
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
        Map<String, Object> forAdmin = new HashMap<>(properties);
        forAdmin.keySet().retainAll(AdminClientConfig.configNames());
        forAdmin.put(AdminClientConfig.CLIENT_ID_CONFIG, config.get(ProducerConfig.CLIENT_ID_CONFIG) + "-watch");
        BrokerHealth watch = BrokerHealth.start(Admin.create(forAdmin), Duration.ofMillis(forMetadata));
        return new KafkaCommandPublisher(producer, metrics, Duration.ofMillis(forDelivery), watch::away, watch::close);
    }

    /** A publisher by a producer that is made elsewhere. */
    static KafkaCommandPublisher on(Producer<String, Command> producer, Duration patience, BooleanSupplier away) {
        return new KafkaCommandPublisher(producer, new KafkaClientMetrics(producer), patience, away, () -> {});
    }

    @Override
    public CompletableFuture<Void> publish(Command command) {
        if (away.getAsBoolean()) {
            return CompletableFuture.failedFuture(
                    new NotTakenException(new BrokerNotAvailableException("no broker answers")));
        }
        CompletableFuture<Void> taken = new CompletableFuture<>();
        Thread caller = Thread.currentThread();
        try {
            producer.send(
                    new ProducerRecord<>(
                            Topics.COMMANDS.name(), command.getCustomerId().toString(), command),
                    (metadata, failure) -> {
                        if (failure == null) {
                            taken.complete(null);
                        } else {
                            taken.completeExceptionally(classified(failure, Thread.currentThread() == caller));
                        }
                    });
        } catch (KafkaException | IllegalStateException e) {
            // Some failures are thrown where others are called back.
            taken.completeExceptionally(classified(e, true));
        }
        return taken;
    }

    /**
     * What is known of a record that the producer gives up. Before it has buffered the record it says so while it is
     * called: no metadata, no room, no schema, no rights, interrupted. After that the record may have arrived whatever
     * the failure, most of all a timeout; but a broker that finds no right to write has not appended it.
     *
     * @param called whether the producer failed while it was called, and not later, in its own thread
     */
    private Exception classified(Exception failure, boolean called) {
        if (failure instanceof RecordTooLargeException) {
            return failure;
        }
        if (called && failedForGood(failure)) {
            broken = true;
        }
        boolean unsent = called ? !failedForGood(failure) : failure instanceof TopicAuthorizationException;
        return unsent ? new NotTakenException(failure) : failure;
    }

    /** A producer that can't go on says so while it is called, but only after it has buffered the record. */
    private static boolean failedForGood(Exception failure) {
        return failure instanceof ProducerFencedException
                || failure instanceof InvalidProducerEpochException
                || failure instanceof IllegalStateException
                || failure.getClass() == KafkaException.class;
    }

    @Override
    public boolean ready() {
        try {
            return !broken
                    && !away.getAsBoolean()
                    && !producer.partitionsFor(Topics.COMMANDS.name()).isEmpty();
        } catch (KafkaException | IllegalStateException e) {
            return false;
        }
    }

    @Override
    public boolean broken() {
        return broken;
    }

    @Override
    public void close() {
        closeHealth.run();
        metrics.close();
        producer.close(patience);
    }
}
