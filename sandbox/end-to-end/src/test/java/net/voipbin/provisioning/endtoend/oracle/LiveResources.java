package net.voipbin.provisioning.endtoend.oracle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.ResourceEvent;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The live resources of all types after a fold of events. */
final class LiveResources {

    private static final List<Schema.Field> TYPES = Resource.getClassSchema().getFields();

    private LiveResources() {}

    /** By id. */
    static Map<UUID, Resource> of(List<ResourceEvent> events) {
        Map<UUID, Resource> live = new HashMap<>();
        events.forEach(event -> fold(event.getResource(), live));
        return live;
    }

    static void fold(Resource resource, Map<UUID, Resource> live) {
        for (Schema.Field type : TYPES) {
            if (resource.get(type.pos()) instanceof SpecificRecord state) {
                UUID id = (UUID) field(state, "id");
                if (field(state, "tm_delete") == null) {
                    live.put(id, resource);
                } else {
                    live.remove(id);
                }
            }
        }
    }

    /** The id of the resource, whatever its type. */
    static UUID id(Resource resource) {
        return TYPES.stream()
                .filter(type -> resource.get(type.pos()) instanceof SpecificRecord)
                .map(type -> (SpecificRecord) resource.get(type.pos()))
                .map(state -> (UUID) Objects.requireNonNull(field(state, "id")))
                .findFirst()
                .orElseThrow();
    }

    private static @Nullable Object field(SpecificRecord state, String name) {
        return state.get(state.getSchema().getField(name).pos());
    }
}
