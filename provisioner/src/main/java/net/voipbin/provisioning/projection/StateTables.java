package net.voipbin.provisioning.projection;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.voipbin.provisioning.contract.Resource;
import org.apache.avro.generic.IndexedRecord;
import org.jdbi.v3.core.Jdbi;

/**
 * Tables in the form of a read model that hold a copy of the deciding state, to be compared with the fold of the
 * events. Thread-safe.
 */
public record StateTables(Jdbi jdbi) {

    /**
     * Writes the states that were read since the last time, in one transaction.
     *
     * @param resources the latest of each; empty where it is gone
     * @param progress the number of each customer's latest change
     */
    public void write(Map<ResourceKey, Optional<Resource>> resources, Map<UUID, Long> progress) {
        Map<String, Map<UUID, IndexedRecord>> present = new HashMap<>();
        Set<ResourceKey> gone = new HashSet<>();
        resources.forEach((key, resource) -> resource.ifPresentOrElse(
                kept -> present.computeIfAbsent(key.type(), type -> new HashMap<>())
                        .put(key.id(), ResourceTables.record(kept, key.type())),
                () -> gone.add(key)));
        jdbi.useTransaction(handle -> {
            ResourceTables.write(handle, present, gone);
            CustomerProgress rows = new CustomerProgress();
            progress.forEach((customerId, changeSeq) -> rows.with(customerId, changeSeq, null));
            rows.write(handle);
        });
    }
}
