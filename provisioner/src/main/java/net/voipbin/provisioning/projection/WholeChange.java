package net.voipbin.provisioning.projection;

import java.util.List;
import java.util.Optional;
import net.voipbin.provisioning.contract.ResourceEvent;

/**
 * Records that become visible together: the events of a change, or a single record that is no event. Immutable.
 *
 * @param ended the resource that a record without a value deletes
 * @param nextOffset the offset after its last record
 */
record WholeChange(List<ResourceEvent> events, Optional<ResourceKey> ended, long nextOffset) {

    WholeChange {
        events = List.copyOf(events);
    }

    /** The credentials that must be there before the change: those of resources whose secret it has set or removed. */
    List<KnownCredentials.Demand> demands() {
        return events.stream()
                .filter(ResourceEvent::getCredential)
                .map(event -> new KnownCredentials.Demand(
                        new KnownCredentials.Holder(event.getCustomerId(), ResourceTables.id(event)),
                        event.getChangeSeq()))
                .toList();
    }
}
