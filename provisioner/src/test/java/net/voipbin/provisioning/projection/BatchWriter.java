package net.voipbin.provisioning.projection;

import java.util.List;
import java.util.Map;
import java.util.Set;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Credential;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.topic.Topics;
import org.apache.kafka.common.TopicPartition;

/** Writes batches to a read model as its only writer, each with the next offset of one partition. Not thread-safe. */
final class BatchWriter {

    static final TopicPartition EVENTS = new TopicPartition(Topics.EVENTS.name(), 3);
    static final TopicPartition RESULTS = new TopicPartition(Topics.RESULTS.name(), 3);

    private final ReadModel readModel;

    BatchWriter(ReadModel readModel) {
        this.readModel = readModel;
    }

    void write(ResourceEvent... events) {
        write(List.of(events), List.of(), List.of());
    }

    void write(CommandResult... results) {
        write(List.of(), List.of(), List.of(results));
    }

    void write(Credential... credentials) {
        write(List.of(), List.of(credentials), List.of());
    }

    void write(List<ResourceEvent> events, List<CommandResult> results) {
        write(events, List.of(), results);
    }

    /** Empties the results of all ended customers. */
    void eraseAll() {
        boolean more = true;
        while (more) {
            more = readModel.eraseResults();
        }
    }

    private void write(List<ResourceEvent> events, List<Credential> credentials, List<CommandResult> results) {
        long next = readModel.nextOffset(EVENTS);
        readModel.apply(
                new ProjectionBatch(
                        events,
                        Set.of(),
                        credentials,
                        results.stream().map(Samples::received).toList(),
                        Map.of(EVENTS, next + 1)),
                Map.of(EVENTS, next));
    }
}
