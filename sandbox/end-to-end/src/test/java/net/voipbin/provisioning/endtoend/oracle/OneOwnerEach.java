package net.voipbin.provisioning.endtoend.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.ResourceEvent;

/**
 * The oracle of uniqueness across customers: no two live customers have the same e-mail address, no two live agents the
 * same username, whatever its case, and no two live numbers are the same.
 */
public final class OneOwnerEach {

    private OneOwnerEach() {}

    /** The flaws that the fold of the events shows. */
    public static List<String> flaws(List<ResourceEvent> events) {
        Map<String, List<UUID>> owners = new HashMap<>();
        LiveResources.of(events)
                .forEach((id, resource) -> value(resource)
                        .ifPresent(value -> owners.computeIfAbsent(value, key -> new ArrayList<>())
                                .add(id)));
        return owners.values().stream()
                .filter(sharing -> sharing.size() > 1)
                .map(sharing -> "resources " + sharing + " have the same e-mail address, username or number")
                .toList();
    }

    private static Optional<String> value(Resource resource) {
        if (resource.getCustomer() != null) {
            return Optional.of("email " + resource.getCustomer().getEmail().toLowerCase(Locale.ROOT));
        }
        if (resource.getAgent() != null) {
            return Optional.of("username " + resource.getAgent().getUsername().toLowerCase(Locale.ROOT));
        }
        return Optional.ofNullable(resource.getNumber()).map(number -> "number " + number.getNumber());
    }
}
