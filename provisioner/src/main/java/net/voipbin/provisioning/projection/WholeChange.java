package net.voipbin.provisioning.projection;

import java.util.List;
import java.util.Optional;
import net.voipbin.provisioning.contract.ResourceEvent;

/**
 * What becomes visible together: the events of a change, or a record that is none and stands for itself. Immutable.
 *
 * @param ended the resource that a record without a value takes away
 * @param nextOffset the offset behind it
 */
record WholeChange(List<ResourceEvent> events, Optional<ResourceKey> ended, long nextOffset) {

    WholeChange {
        events = List.copyOf(events);
    }

    /** Of the resources whose secret the change has set or removed: the credentials that it must not come before. */
    List<KnownCredentials.Demand> demands() {
        return events.stream()
                .filter(ResourceEvent::getCredential)
                .map(event -> new KnownCredentials.Demand(
                        new KnownCredentials.Holder(event.getCustomerId(), ResourceTables.id(event)),
                        event.getChangeSeq()))
                .toList();
    }
}
