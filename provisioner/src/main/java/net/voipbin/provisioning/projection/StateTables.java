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

/** A read model's tables that hold what the deciding state holds, to be compared with the fold of the events. Thread-safe. */
public record StateTables(Jdbi jdbi) {

    /** A resource by its type's published name. */
    public record Place(String type, UUID id) {}

    /**
     * Writes what has come since the last time, in one transaction.
     *
     * @param resources the latest of each; empty where it is gone
     * @param progress the number of each customer's latest change
     */
    public void write(Map<Place, Optional<Resource>> resources, Map<UUID, Long> progress) {
        Map<String, Map<UUID, IndexedRecord>> present = new HashMap<>();
        Set<ResourceKey> gone = new HashSet<>();
        resources.forEach((place, resource) -> resource.ifPresentOrElse(
                kept -> present.computeIfAbsent(place.type(), type -> new HashMap<>())
                        .put(place.id(), ResourceTables.record(kept, place.type())),
                () -> gone.add(new ResourceKey(place.type(), place.id()))));
        jdbi.useTransaction(handle -> {
            ResourceTables.write(handle, present, gone);
            ManyRows rows = new ManyRows();
            progress.forEach((customerId, changeSeq) -> rows.with("customer_id", customerId)
                    .with("change_seq", changeSeq)
                    .with("tm_last_change", null));
            rows.write(handle, Sql.of("advance_customer_progress"));
        });
    }
}
