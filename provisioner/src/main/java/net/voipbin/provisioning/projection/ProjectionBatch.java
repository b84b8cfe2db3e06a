package net.voipbin.provisioning.projection;

import java.util.List;
import java.util.Map;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.ResourceEvent;
import org.apache.kafka.common.TopicPartition;

/**
 * What goes into the read model in one transaction. Immutable.
 *
 * @param events of whole changes only, in their order
 * @param nextOffsets where to go on, for each partition that the batch holds records of
 */
record ProjectionBatch(
        List<ResourceEvent> events, List<ReceivedResult> results, Map<TopicPartition, Long> nextOffsets) {

    ProjectionBatch {
        events = List.copyOf(events);
        results = List.copyOf(results);
        nextOffsets = Map.copyOf(nextOffsets);
    }

    boolean isEmpty() {
        return nextOffsets.isEmpty();
    }

    /**
     * A result as it was published.
     *
     * @param bytes the result in the wire format
     * @param timestamp of the record, in milliseconds since the epoch
     */
    record ReceivedResult(CommandResult result, byte[] bytes, long timestamp) {}
}
