package net.voipbin.provisioning.maintenance;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import net.voipbin.provisioning.configuration.ProvisionerSettings;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.TenantState;
import net.voipbin.provisioning.projection.CommittedRecords;
import net.voipbin.provisioning.projection.ResourceKey;
import net.voipbin.provisioning.projection.StateTables;
import net.voipbin.provisioning.registry.ConfiguredSerdes;
import net.voipbin.provisioning.topology.Changelogs;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * A copy of the deciding state, read from its changelogs, which Kafka Streams restores it from. Not thread-safe.
 */
final class StateCopy implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Deserializer<Resource> resources;
    private final Deserializer<TenantState> tenants;
    private final StateTables tables;
    private final String resourcesTopic;
    private final List<TopicPartition> partitions;
    private final FoldingReport report;

    StateCopy(ProvisionerSettings settings, StateTables tables, Clock clock) {
        this.tables = tables;
        this.report = new FoldingReport("The state", 1, clock);
        this.resources = ConfiguredSerdes.deserializer(Resource.class, settings.serdes());
        this.tenants = ConfiguredSerdes.deserializer(TenantState.class, settings.serdes());
        this.resourcesTopic = Changelogs.resources(settings.applicationId());
        this.consumer = CommittedRecords.consumer(settings.kafka());
        this.partitions = Stream.of(resourcesTopic, Changelogs.tenants(settings.applicationId()))
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads on to the present ends of the changelogs. */
    void toEnd() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long first = distance(ends);
        for (long left = first; left > 0; left = distance(ends)) {
            report.done(0, 1 - (double) left / first);
            Map<ResourceKey, Optional<Resource>> states = new HashMap<>();
            Map<UUID, Long> progress = new HashMap<>();
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.topic().equals(resourcesTopic)) {
                    var key = Changelogs.resource(record.key());
                    states.put(
                            new ResourceKey(key.type().published(), key.id()),
                            Optional.ofNullable(
                                    resources.deserialize(record.topic(), record.headers(), record.value())));
                } else if (record.value() != null) {
                    long changeSeq = tenants.deserialize(record.topic(), record.headers(), record.value())
                            .getChangeSeq();
                    // Before the first change a customer is but a command that waits.
                    if (changeSeq > 0) {
                        progress.put(Changelogs.tenant(record.key()), changeSeq);
                    }
                }
            }
            tables.write(states, progress);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }

    private long distance(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey())))
                .sum();
    }
}
