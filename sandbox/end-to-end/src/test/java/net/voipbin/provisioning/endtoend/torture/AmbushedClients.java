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
 * The clients of a Kafka Streams application with the {@link Ambush}es of a provisioner; named in its setting {@code
 * default.client.supplier}.
 */
public final class AmbushedClients extends DefaultKafkaClientSupplier {

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new AmbushedProducer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new AmbushedConsumer(config, Place.AFTER_POLL);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return new AmbushedConsumer(config, Place.IN_RESTORE);
    }

    private static final class AmbushedConsumer extends KafkaConsumer<byte[], byte[]> {

        private final Place place;

        AmbushedConsumer(Map<String, Object> config, Place place) {
            super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            this.place = place;
        }

        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
            if (!records.isEmpty()) {
                Ambush.at(place);
            }
            return records;
        }
    }

    private static final class AmbushedProducer extends KafkaProducer<byte[], byte[]> {

        AmbushedProducer(Map<String, Object> config) {
            super(config, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> message, Callback callback) {
            Ambush.at(Place.BEFORE_PRODUCE);
            Future<RecordMetadata> sent = super.send(message, callback);
            if (Ambush.isLaid(Place.AFTER_PRODUCE)) {
                flush();
                Ambush.at(Place.AFTER_PRODUCE);
            }
            return sent;
        }

        @Override
        public void sendOffsetsToTransaction(
                Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
            super.sendOffsetsToTransaction(offsets, group);
            if (Ambush.isLaid(Place.BEFORE_COMMIT)) {
                flush();
                Ambush.at(Place.BEFORE_COMMIT);
            }
        }

        @Override
        public void commitTransaction() {
            super.commitTransaction();
            Ambush.at(Place.AFTER_COMMIT);
        }
    }
}
