package net.voipbin.provisioning.endtoend.bed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import net.voipbin.provisioning.sandbox.part.EmbeddedKafka;
import net.voipbin.provisioning.sandbox.part.FreePort;
import net.voipbin.provisioning.sandbox.process.PartFailedException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EmbeddedKafkaEndToEndTest {

    /** So many that the broker has hardly written all commit markers when it is killed. */
    private static final int MANY_PARTITIONS = 100;

    @TempDir
    private static Path directory;

    private EmbeddedKafka kafka;

    @BeforeAll
    void start() {
        kafka = new EmbeddedKafka(directory, FreePort.any()).start();
    }

    @AfterAll
    void stop() {
        kafka.stop();
    }

    @Test
    void shouldShowARestartedBrokersReadersWhatWasCommittedJustBeforeItWasKilled() throws Exception {
        // Given
        createTopic("kept", MANY_PARTITIONS);
        List<String> records =
                IntStream.range(0, MANY_PARTITIONS).mapToObj(Integer::toString).toList();
        try (KafkaProducer<String, String> producer = producer("keeper")) {
            producer.initTransactions();
            producer.beginTransaction();
            for (int partition = 0; partition < MANY_PARTITIONS; partition++) {
                producer.send(new ProducerRecord<>("kept", partition, null, records.get(partition)));
            }
            producer.commitTransaction();

            // When
            kafka.kill();
        }
        kafka.start();

        // Then
        assertThat(committed("kept", MANY_PARTITIONS)).containsExactlyInAnyOrderElementsOf(records);
    }

    @Test
    void shouldHideRecordsOfAnAbortedTransactionFromReadCommitted() throws Exception {
        // Given
        createTopic("decided", 1);
        try (KafkaProducer<String, String> producer = producer("decider")) {
            producer.initTransactions();

            // When
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("decided", "aborted"));
            producer.flush();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("decided", "committed"));
            producer.commitTransaction();
        }

        // Then
        assertThat(committed("decided", 1)).containsExactly("committed");
    }

    @Test
    void shouldShutDownCleanlyWhenItIsStopped() {
        // When
        kafka.stop();
        boolean clean = Files.exists(directory.resolve("data").resolve(".kafka_cleanshutdown"));
        kafka.start();

        // Then
        assertThat(clean).isTrue();
    }

    @Test
    void shouldStartWhereAKilledStartHadComeNoFurtherThanFormatting(@TempDir Path formatted) throws Exception {
        // Given
        EmbeddedKafka beginner = new EmbeddedKafka(formatted, FreePort.any());
        CompletableFuture<EmbeddedKafka> firstStart = CompletableFuture.supplyAsync(beginner::start);
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> says(formatted, "Starting controller"));
        beginner.kill();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> firstStart.get(60, TimeUnit.SECONDS))
                .withCauseInstanceOf(PartFailedException.class);

        // When
        try (EmbeddedKafka started = beginner.start();
                Admin admin = Admin.create(Map.of("bootstrap.servers", started.bootstrapServers()))) {
            // Then
            assertThat(admin.describeCluster().nodes().get(10, TimeUnit.SECONDS))
                    .hasSize(1);
        }
    }

    @Test
    void shouldRunTheSecondVersionOfTransactions() throws Exception {
        // When
        Map<String, FinalizedVersionRange> features;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            features = admin.describeFeatures()
                    .featureMetadata()
                    .get(10, TimeUnit.SECONDS)
                    .finalizedFeatures();
        }

        // Then
        assertThat(features)
                .hasEntrySatisfying(
                        "transaction.version",
                        range -> assertThat(range.maxVersionLevel()).isEqualTo((short) 2));
    }

    private static boolean says(Path directory, String words) throws IOException {
        Path log = directory.resolve("kafka.log");
        return Files.exists(log) && Files.readString(log).contains(words);
    }

    private void createTopic(String name, int partitions) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                    .all()
                    .get(10, TimeUnit.SECONDS);
        }
    }

    private KafkaProducer<String, String> producer(String transactionalId) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", transactionalId),
                new StringSerializer(),
                new StringSerializer());
    }

    private List<String> committed(String topic, int atLeast) {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(topic, each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(polled -> values.add(polled.value()));
                return values.size() >= atLeast;
            });
        }
        return values;
    }
}
