package net.voipbin.provisioning.domain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields that a plain update may name with their present value only, so that get, edit, put works. Fields that the
 * resource does not have are no concern of it.
 */
public final class LockedFields {

    private LockedFields() {}

    /** The locked fields of a resource: those that every type has, and those of its own type. */
    static Map<String, Locked> of(Resource resource, Map<String, Locked> own) {
        Map<String, Locked> fields = new HashMap<>(own);
        fields.put("id", new Locked.Id(resource.id()));
        fields.put("customer_id", new Locked.Id(resource.customerId()));
        fields.put("tm_create", new Locked.Time(Optional.of(resource.revision().tmCreate())));
        fields.put("tm_update", new Locked.Time(resource.revision().tmUpdate()));
        fields.put("tm_delete", new Locked.Time(resource.revision().tmDelete()));
        return fields;
    }

    /**
     * The refusal of an update that names another value for one of them.
     *
     * @param named by JSON name, as canonical JSON
     */
    public static Optional<Rejection> refusal(Resource resource, Map<String, String> named) {
        List<String> other = resource.lockedFields().entrySet().stream()
                .filter(locked -> named.containsKey(locked.getKey()))
                .filter(locked -> !locked.getValue().sameAs(named.getOrDefault(locked.getKey(), "")))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        return other.isEmpty()
                ? Optional.empty()
                : Optional.of(new Rejection(
                        Reason.LOCKED_FIELD,
                        "These fields cannot be changed here: " + String.join(", ", other) + ".",
                        Map.of("fields", new Rejection.Detail.Texts(other))));
    }
}
