package net.voipbin.provisioning.endtoend.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import net.voipbin.provisioning.endtoend.bed.TestBed;
import net.voipbin.provisioning.sandbox.benchmark.Backlog;
import net.voipbin.provisioning.sandbox.benchmark.BareTopics;
import net.voipbin.provisioning.sandbox.benchmark.Drain;
import net.voipbin.provisioning.sandbox.benchmark.Throughput;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DrainEndToEndTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofSeconds(3);

    private final String bootstrapServers = TestBed.shared().bootstrapServers();
    private final BareTopics topics = BareTopics.create(bootstrapServers, "drain-test-" + UUID.randomUUID(), 2);

    @AfterEach
    void deleteTopics() {
        topics.close();
    }

    @Test
    void shouldNotCountRecordsThatWereAborted() {
        try (Drain drain = Drain.fromNow(bootstrapServers, topics.results());
                KafkaProducer<byte[], byte[]> producer = transactionalProducer()) {
            inTransaction(producer, 300);
            producer.commitTransaction();
            inTransaction(producer, 300);
            producer.abortTransaction();

            assertThatThrownBy(() -> drain.await(301, SHORT))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("only 300 were committed");
        }
    }

    @Test
    void shouldNotCountRecordsThatAreNotCommittedYet() {
        try (Drain drain = Drain.fromNow(bootstrapServers, topics.results());
                KafkaProducer<byte[], byte[]> producer = transactionalProducer()) {
            inTransaction(producer, 300);
            producer.flush();

            assertThatThrownBy(() -> drain.await(300, SHORT))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("only 0 were committed");
        }
    }

    @Test
    void shouldNotCountRecordsFromBeforeItBegan() {
        publish(200);
        try (Drain drain = Drain.fromNow(bootstrapServers, topics.results())) {
            publish(100);

            assertThatThrownBy(() -> drain.await(101, SHORT))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("only 100 were committed");
        }
    }

    @Test
    void shouldNotCountTheWarmUp() {
        try (Drain drain = Drain.fromNow(bootstrapServers, topics.results())) {
            publish(60_000);

            assertThat(drain.await(15_000, 60_000, LONG).count()).isBetween(1L, 45_000L);
        }
    }

    @Test
    void shouldNotCountRecordsFromBeforeThePreparationIsOver() {
        CompletableFuture<Void> preparation = new CompletableFuture<>();
        try (Drain drain = Drain.fromNow(bootstrapServers, topics.results())) {
            publish(15_000);
            Throughput throughput = drain.await(preparation, 1, 60_000, LONG, seen -> {
                if (seen == 15_000 && !preparation.isDone()) {
                    publish(45_000);
                    preparation.complete(null);
                }
            });

            assertThat(throughput.count()).isEqualTo(45_000);
        }
    }

    @Test
    void shouldGiveNoFigureWhenTooFewRecordsAreLeft() {
        CompletableFuture<Void> preparation = new CompletableFuture<>();
        try (Drain drain = Drain.fromNow(bootstrapServers, topics.results())) {
            publish(60);

            assertThatThrownBy(() -> drain.await(preparation, 1, 100, LONG, seen -> {
                        if (seen == 60) {
                            preparation.complete(null);
                        }
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("of 100 records 60 had come")
                    .hasMessageContaining("too few are left");
        }
    }

    @Test
    void shouldEndTheWaitAtOnceWhenThePreparationFails() {
        CompletableFuture<Void> preparation =
                CompletableFuture.failedFuture(new IllegalStateException("nothing was published"));
        try (Drain drain = Drain.fromNow(bootstrapServers, topics.results())) {

            assertThatThrownBy(() -> drain.await(preparation, 1, 100, Duration.ofDays(1), seen -> {}))
                    .hasRootCauseMessage("nothing was published");
        }
    }

    private void publish(long count) {
        Backlog.publish(bootstrapServers, topics.results(), 0, count, DrainEndToEndTest::entry);
    }

    private void inTransaction(KafkaProducer<byte[], byte[]> producer, int count) {
        producer.beginTransaction();
        for (int index = 0; index < count; index++) {
            Backlog.Entry entry = entry(index);
            producer.send(new ProducerRecord<>(topics.results(), entry.key(), entry.value()));
        }
    }

    private KafkaProducer<byte[], byte[]> transactionalProducer() {
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "transactional.id",
                        UUID.randomUUID().toString()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }

    private static Backlog.Entry entry(long index) {
        byte[] text = Long.toString(index).getBytes(StandardCharsets.US_ASCII);
        return new Backlog.Entry(text, text);
    }
}
