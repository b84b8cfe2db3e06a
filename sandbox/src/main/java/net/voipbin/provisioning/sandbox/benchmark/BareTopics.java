package net.voipbin.provisioning.sandbox.benchmark;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;

/**
 * Topics that a limit of Kafka is measured on, with as many partitions as the product's have. Closing deletes them and
 * all others whose names begin alike, such as changelogs. Not thread-safe.
 *
 * @param name what their names begin with; nothing else's may
 */
record BareTopics(String bootstrapServers, String name) implements AutoCloseable {

    /** Creates them. */
    static BareTopics create(String bootstrapServers, String name, int partitions) {
        BareTopics topics = new BareTopics(bootstrapServers, name);
        try (Admin admin = topics.admin()) {
            done(admin.createTopics(Stream.of(topics.commands(), topics.events(), topics.results())
                            .map(topic -> new NewTopic(topic, Optional.of(partitions), Optional.empty()))
                            .toList())
                    .all());
        }
        return topics;
    }

    String commands() {
        return name + "-commands";
    }

    String events() {
        return name + "-events";
    }

    String results() {
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

    private Admin admin() {
        return Admin.create(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    private static <T> T done(KafkaFuture<T> request) {
        try {
            return request.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the benchmark's topics can't be made, found or deleted", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the broker", e);
        }
    }
}
