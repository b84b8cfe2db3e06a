package net.voipbin.provisioning.projection;

import java.util.List;
import java.util.Map;
import java.util.Set;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Credential;
import net.voipbin.provisioning.contract.Customer;
import net.voipbin.provisioning.contract.CustomerStatus;
import net.voipbin.provisioning.contract.ResourceEvent;
import org.apache.kafka.common.TopicPartition;

/**
 * Records that are written to the read model in one transaction. Immutable.
 *
 * @param events of whole changes only, in their order
 * @param ended resources that records without a value delete
 * @param credentials in their order; those that the events speak of are here or in the read model
 * @param nextOffsets the offset to go on at, for each partition that the batch holds records of
 */
record ProjectionBatch(
        List<ResourceEvent> events,
        Set<ResourceKey> ended,
        List<Credential> credentials,
        List<ReceivedResult> results,
        Map<TopicPartition, Long> nextOffsets) {

    ProjectionBatch {
        events = List.copyOf(events);
        ended = Set.copyOf(ended);
        credentials = List.copyOf(credentials);
        results = List.copyOf(results);
        nextOffsets = Map.copyOf(nextOffsets);
    }

    boolean isEmpty() {
        return nextOffsets.isEmpty();
    }

    /** The events by which a customer is deleted or expires. */
    List<ResourceEvent> ends() {
        return events.stream().filter(ProjectionBatch::endsCustomer).toList();
    }

    private static boolean endsCustomer(ResourceEvent event) {
        Customer customer = event.getResource().getCustomer();
        return customer != null
                && (customer.getStatus() == CustomerStatus.deleted || customer.getStatus() == CustomerStatus.expired);
    }

    /**
     * A result as it was published.
     *
     * @param bytes the result in the wire format
     * @param timestamp of the record, in milliseconds since the epoch
     */
    record ReceivedResult(CommandResult result, byte[] bytes, long timestamp) {}
}
