package net.voipbin.provisioning.sandbox.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Topics that a limit of Kafka is measured on, with as many partitions as the product's have. Closing deletes them and
 * all others whose names begin alike, such as changelogs. Not thread-safe.
 *
 * @param name what their names begin with; nothing else's may
 */
public record BareTopics(String bootstrapServers, String name) implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Creates them, and returns when each partition takes records. */
    public static BareTopics create(String bootstrapServers, String name, int partitions) {
        BareTopics topics = new BareTopics(bootstrapServers, name);
        List<String> names = List.of(topics.commands(), topics.events(), topics.results());
        try (Admin admin = topics.admin()) {
            done(admin.createTopics(names.stream()
                            .map(topic -> new NewTopic(topic, Optional.of(partitions), Optional.empty()))
                            .toList())
                    .all());
            awaitLeaders(
                    admin,
                    names.stream()
                            .flatMap(topic -> IntStream.range(0, partitions)
                                    .mapToObj(partition -> new TopicPartition(topic, partition)))
                            .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest())));
        }
        return topics;
    }

    public String commands() {
        return name + "-commands";
    }

    public String events() {
        return name + "-events";
    }

    public String results() {
        return name + "-results";
    }

    @Override
    public void close() {
        try (Admin admin = admin()) {
            List<String> ours = done(admin.listTopics().names()).stream()
                    .filter(topic -> topic.startsWith(name))
                    .toList();
            done(admin.deleteTopics(ours).all());
        }
    }

    /**
     * The broker leads a new partition only a moment after it exists. Of an idempotent producer's batches it may refuse
     * the first until then and take the next, whereupon it refuses the first for ever (KAFKA-15591).
     */
    private static void awaitLeaders(Admin admin, Map<TopicPartition, OffsetSpec> ends) {
        long start = System.nanoTime();
        while (true) {
            try {
                answer(admin.listOffsets(ends).all());
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
                        || System.nanoTime() - start > PATIENCE.toNanos()) {
                    throw new IllegalStateException("the benchmark's topics have no leaders", e);
                }
            }
        }
    }

    private Admin admin() {
        return Admin.create(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    private static <T> T done(KafkaFuture<T> request) {
        try {
            return answer(request);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the benchmark's topics can't be made, found or deleted", e);
        }
    }

    private static <T> T answer(KafkaFuture<T> request) throws ExecutionException {
        try {
            return request.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the broker", e);
        }
    }
}
