package net.voipbin.provisioning.bridge.resource;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.voipbin.provisioning.bridge.json.Form;

/**
 * The fields of a type of resource that a plain PUT may name with their present value only; the provisioner compares.
 * Immutable.
 *
 * @param fields those of the type's own
 * @param secrets those that no answer shows: whatever they are given as is refused, and passed on to nobody
 */
public record LockedFields(List<String> fields, List<String> secrets) {

    private static final List<String> COMMON = List.of("id", "customer_id", "tm_create", "tm_update", "tm_delete");

    public LockedFields {
        fields = Stream.concat(COMMON.stream(), fields.stream()).toList();
        secrets = List.copyOf(secrets);
    }

    public static LockedFields of(String... fields) {
        return new LockedFields(List.of(fields), List.of());
    }

    /** Those that the body names. */
    public Map<String, String> in(Form form) {
        return form.canonical(fields, secrets);
    }
}
