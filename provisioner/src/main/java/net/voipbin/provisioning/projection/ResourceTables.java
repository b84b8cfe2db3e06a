package net.voipbin.provisioning.projection;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.ResourceEvent;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jdbi.v3.core.Handle;

/**
 * The tables of all types of resources, made of the contract: a type that is new there needs a table, and nothing here.
 * Immutable.
 */
final class ResourceTables {

    private static final List<Schema.Field> TYPES = Resource.getClassSchema().getFields();

    /** In the order of the contract, by the types' names. */
    private static final Map<String, ResourceTable> TABLES = TYPES.stream()
            .collect(Collectors.toMap(
                    Schema.Field::name,
                    type -> ResourceTable.of(
                            type.name(), type.schema().getTypes().getLast()),
                    (left, right) -> left,
                    LinkedHashMap::new));

    private ResourceTables() {}

    static List<ResourceTable> all() {
        return List.copyOf(TABLES.values());
    }

    static boolean knows(String type) {
        return TABLES.containsKey(type);
    }

    /** The id of the event's resource. */
    static UUID id(ResourceEvent event) {
        return id(resource(event));
    }

    /** Writes the events' resources, of each only the last state; one that is deleted has no row. */
    static void write(Handle handle, List<ResourceEvent> events, Set<ResourceKey> ended) {
        Map<String, Map<UUID, IndexedRecord>> states = new LinkedHashMap<>();
        for (ResourceEvent event : events) {
            IndexedRecord resource = resource(event);
            states.computeIfAbsent(type(event), key -> new LinkedHashMap<>()).put(id(resource), resource);
        }
        write(handle, states, ended);
    }

    /**
     * Writes the resources and deletes those that have ended.
     *
     * @param states by type and id
     * @param ended not deleted where their type keeps what is deleted
     */
    static void write(Handle handle, Map<String, Map<UUID, IndexedRecord>> states, Set<ResourceKey> ended) {
        TABLES.forEach((type, table) -> {
            Map<UUID, IndexedRecord> present = states.getOrDefault(type, Map.of());
            Set<UUID> gone = ended.stream()
                    .filter(key -> key.type().equals(type) && !table.keepsDeleted())
                    .map(ResourceKey::id)
                    .collect(Collectors.toCollection(HashSet::new));
            present.forEach((id, resource) -> {
                if (table.isGone(resource)) {
                    gone.add(id);
                }
            });
            table.upsert(
                    handle,
                    present.entrySet().stream()
                            .filter(state -> !gone.contains(state.getKey()))
                            .map(Map.Entry::getValue)
                            .toList());
            table.delete(handle, gone);
        });
    }

    private static UUID id(IndexedRecord resource) {
        return (UUID) resource.get(resource.getSchema().getField("id").pos());
    }

    private static IndexedRecord resource(ResourceEvent event) {
        return record(event.getResource(), event.getType());
    }

    private static String type(ResourceEvent event) {
        return field(event.getResource(), event.getType()).name();
    }

    /**
     * The one resource that the contract's union holds.
     *
     * @param origin where it comes from, for the message of an error
     */
    static IndexedRecord record(Resource resource, String origin) {
        return (IndexedRecord) resource.get(field(resource, origin).pos());
    }

    private static Schema.Field field(Resource resource, String origin) {
        return TYPES.stream()
                .filter(type -> resource.get(type.pos()) != null)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "a resource is of a type that this version does not know: " + origin));
    }
}
