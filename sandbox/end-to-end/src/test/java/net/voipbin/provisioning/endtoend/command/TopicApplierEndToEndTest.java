package net.voipbin.provisioning.endtoend.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.voipbin.provisioning.contract.Wakeup;
import net.voipbin.provisioning.endtoend.bed.TestBed;
import net.voipbin.provisioning.sandbox.part.EmbeddedKafka;
import net.voipbin.provisioning.sandbox.part.FreePort;
import net.voipbin.provisioning.topic.AppliedTopic;
import net.voipbin.provisioning.topic.CustomerPartition;
import net.voipbin.provisioning.topic.PartitionsDifferException;
import net.voipbin.provisioning.topic.Topic;
import net.voipbin.provisioning.topic.TopicApplier;
import net.voipbin.provisioning.topic.Topics;
import net.voipbin.provisioning.topic.UnsuitableClusterException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TopicApplierEndToEndTest {

    private static final short ONE = 1;

    private final Admin admin = admin(TestBed.shared().bootstrapServers());
    private final TopicApplier applier = new TopicApplier(admin);

    @AfterEach
    void close() {
        admin.close();
    }

    @Test
    void shouldCreateTheCatalogueAsItSays() throws Exception {
        // Given
        List<Topic<?>> topics = renamed(Topics.all());

        // When
        List<AppliedTopic> applied = applier.apply(topics, 4, ONE);

        // Then
        assertThat(applied)
                .containsExactlyElementsOf(topics.stream()
                        .map(topic -> new AppliedTopic(topic.name(), true, Map.of()))
                        .toList());
        for (Topic<?> topic : topics) {
            assertThat(partitions(topic)).isEqualTo(4);
            assertThat(setting(topic, "cleanup.policy"))
                    .isEqualTo(topic.cleanup() == Topic.Cleanup.COMPACT ? "compact" : "delete");
        }
    }

    @Test
    void shouldChangeNothingTheSecondTime() {
        // Given
        List<Topic<?>> topics = renamed(Topics.all());
        applier.apply(topics, 2, ONE);

        // When
        List<AppliedTopic> applied = applier.apply(topics, 2, ONE);

        // Then
        assertThat(applied).hasSameSizeAs(topics).allMatch(AppliedTopic::unchanged);
    }

    @Test
    void shouldCorrectTheSettingsThatDifferAndNoOthers() throws Exception {
        // Given
        Topic<?> topic = renamed(Topics.COMMANDS);
        applier.apply(List.of(topic), 2, ONE);
        set(topic, Map.of("retention.ms", "5", "flush.ms", "77"));

        // When
        List<AppliedTopic> applied = applier.apply(List.of(topic), 2, ONE);

        // Then
        assertThat(applied).containsExactly(new AppliedTopic(topic.name(), false, Map.of("retention.ms", "604800000")));
        assertThat(setting(topic, "retention.ms")).isEqualTo("604800000");
        assertThat(setting(topic, "flush.ms")).isEqualTo("77");
    }

    @Test
    void shouldRefuseATopicWithAnotherNumberOfPartitionsAndCreateNoneThen() throws Exception {
        // Given
        Topic<?> existing = renamed(Topics.EVENTS);
        Topic<?> missing = renamed(Topics.COMMANDS);
        admin.createTopics(List.of(new NewTopic(existing.name(), 3, ONE))).all().get(10, TimeUnit.SECONDS);
        Awaitility.await().until(() -> admin.listTopics().names().get().contains(existing.name()));

        // Then
        assertThatThrownBy(() -> applier.apply(List.of(missing, existing), 2, ONE))
                .isInstanceOfSatisfying(
                        PartitionsDifferException.class,
                        refusal -> assertThat(refusal.topic()).isEqualTo(existing.name()));
        assertThat(admin.listTopics().names().get()).doesNotContain(missing.name());
    }

    @Test
    void shouldBeAppliedByManyAtOnce() throws Exception {
        // Given
        List<Topic<?>> topics = renamed(Topics.all());
        List<AppliedTopic> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // When
            List<Future<List<AppliedTopic>>> all = Stream.generate(
                            () -> threads.submit(() -> applier.apply(topics, 2, ONE)))
                    .limit(4)
                    .toList();
            for (Future<List<AppliedTopic>> applied : all) {
                outcomes.addAll(applied.get(60, TimeUnit.SECONDS));
            }
        }

        // Then
        assertThat(outcomes.stream().filter(AppliedTopic::created).map(AppliedTopic::topic))
                .containsExactlyInAnyOrderElementsOf(
                        topics.stream().map(Topic::name).toList());
    }

    @Test
    void shouldRefuseAClusterWithTransactionsOfTheFirstVersion(@TempDir Path directory) throws Exception {
        try (EmbeddedKafka kafka = new EmbeddedKafka(directory, FreePort.any()).start();
                Admin other = admin(kafka.bootstrapServers())) {
            // Given
            FeatureUpdate downgrade = new FeatureUpdate((short) 1, FeatureUpdate.UpgradeType.SAFE_DOWNGRADE);
            other.updateFeatures(Map.of("transaction.version", downgrade), new UpdateFeaturesOptions())
                    .all()
                    .get(20, TimeUnit.SECONDS);

            // Then
            assertThatThrownBy(() -> new TopicApplier(other).apply(Topics.all(), 2, ONE))
                    .isInstanceOf(UnsuitableClusterException.class)
                    .hasMessageContaining("transaction.version is 1");
            assertThat(other.listTopics().names().get()).isEmpty();
        }
    }

    @Test
    void shouldFindTheSamePartitionAsAProducer() throws Exception {
        // Given
        Topic<?> topic = renamed(Topics.WAKEUPS);
        applier.apply(List.of(topic), 12, ONE);
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestBed.shared().bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            for (UUID customerId :
                    IntStream.range(0, 100).mapToObj(i -> UUID.randomUUID()).toList()) {
                // When
                int partition = producer.send(new ProducerRecord<>(topic.name(), customerId.toString(), ""))
                        .get(20, TimeUnit.SECONDS)
                        .partition();

                // Then
                assertThat(CustomerPartition.of(customerId, 12)).isEqualTo(partition);
            }
        }
    }

    private static Admin admin(String bootstrapServers) {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    private static List<Topic<?>> renamed(List<? extends Topic<?>> topics) {
        return topics.stream().<Topic<?>>map(TopicApplierEndToEndTest::renamed).toList();
    }

    /** The topic with the same settings under a name of this test's own. */
    private static Topic<Wakeup> renamed(Topic<?> topic) {
        return new Topic<>(
                topic.name() + "-" + UUID.randomUUID(),
                topic.keyMeaning(),
                Wakeup.class,
                topic.cleanup(),
                topic.retention(),
                topic.configuration());
    }

    private int partitions(Topic<?> topic) throws Exception {
        return admin.describeTopics(List.of(topic.name()))
                .allTopicNames()
                .get(10, TimeUnit.SECONDS)
                .values()
                .iterator()
                .next()
                .partitions()
                .size();
    }

    private String setting(Topic<?> topic, String name) throws Exception {
        Config config = admin.describeConfigs(List.of(resource(topic)))
                .all()
                .get(10, TimeUnit.SECONDS)
                .values()
                .iterator()
                .next();
        return config.get(name).value();
    }

    private void set(Topic<?> topic, Map<String, String> settings) throws Exception {
        List<AlterConfigOp> operations = settings.entrySet().stream()
                .map(setting -> new AlterConfigOp(
                        new ConfigEntry(setting.getKey(), setting.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        admin.incrementalAlterConfigs(Map.of(resource(topic), operations)).all().get(10, TimeUnit.SECONDS);
        String retention = settings.getOrDefault("retention.ms", "");
        Awaitility.await().until(() -> setting(topic, "retention.ms").equals(retention));
    }

    private static ConfigResource resource(Topic<?> topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    }
}
