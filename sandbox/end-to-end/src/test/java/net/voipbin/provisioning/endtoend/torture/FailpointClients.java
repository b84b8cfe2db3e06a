package net.voipbin.provisioning.endtoend.torture;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;

/**
 * The clients of a Kafka Streams application with the {@link Failpoints} of a provisioner; named in its setting {@code
 * default.client.supplier}.
 */
public final class FailpointClients extends DefaultKafkaClientSupplier {

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new FailpointProducer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new FailpointConsumer(config, Failpoint.AFTER_POLL);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return new FailpointConsumer(config, Failpoint.IN_RESTORE);
    }

    private static final class FailpointConsumer extends KafkaConsumer<byte[], byte[]> {

        private final Failpoint failpoint;

        FailpointConsumer(Map<String, Object> config, Failpoint failpoint) {
            super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            this.failpoint = failpoint;
        }

        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
            if (!records.isEmpty()) {
                Failpoints.reach(failpoint);
            }
            return records;
        }
    }

    private static final class FailpointProducer extends KafkaProducer<byte[], byte[]> {

        FailpointProducer(Map<String, Object> config) {
            super(config, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> message, Callback callback) {
            Failpoints.reach(Failpoint.BEFORE_PRODUCE);
            Future<RecordMetadata> sent = super.send(message, callback);
            if (Failpoints.isArmed(Failpoint.AFTER_PRODUCE)) {
                flush();
                Failpoints.reach(Failpoint.AFTER_PRODUCE);
            }
            return sent;
        }

        @Override
        public void sendOffsetsToTransaction(
                Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
            super.sendOffsetsToTransaction(offsets, group);
            if (Failpoints.isArmed(Failpoint.BEFORE_COMMIT)) {
                flush();
                Failpoints.reach(Failpoint.BEFORE_COMMIT);
            }
        }

        @Override
        public void commitTransaction() {
            super.commitTransaction();
            Failpoints.reach(Failpoint.AFTER_COMMIT);
        }
    }
}
