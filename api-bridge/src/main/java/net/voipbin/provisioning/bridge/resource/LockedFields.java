package net.voipbin.provisioning.bridge.resource;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.voipbin.provisioning.bridge.json.Form;
import org.apache.avro.Schema;

/**
 * The fields of a type of resource that a plain PUT may name with their present value only; the provisioner compares.
 * Immutable.
 *
 * @param fields those that answers show
 * @param secrets those that no answer shows: whatever they are given as is refused, and passed on to nobody
 */
public record LockedFields(List<String> fields, List<String> secrets) {

    /** Locked of every type, also of customers, which have no such field. */
    private static final String CUSTOMER_ID = "customer_id";

    public LockedFields {
        fields = List.copyOf(fields);
        secrets = List.copyOf(secrets);
    }

    /**
     * All that answers show of a type, less what its update command can set.
     *
     * @param update the schema of that command
     */
    public static LockedFields of(JsonForm form, Schema update, String... secrets) {
        Set<String> open = update.getFields().stream().map(Schema.Field::name).collect(Collectors.toSet());
        return new LockedFields(
                Stream.concat(form.names(), Stream.of(CUSTOMER_ID))
                        .distinct()
                        .filter(field -> !open.contains(field))
                        .toList(),
                List.of(secrets));
    }

    /** The locked fields that the body names, each with its value as canonical JSON; a secret's with null. */
    public Map<String, String> in(Form form) {
        return form.canonical(fields, secrets);
    }
}
