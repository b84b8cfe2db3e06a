package net.voipbin.provisioning.bridge.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import net.voipbin.provisioning.bridge.auth.Caller;
import net.voipbin.provisioning.contract.Resource;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * One type of resource: where it is read, how a result carries it, how the API shows it. Thread-safe.
 *
 * @param result the field of the contract's resource that holds this type
 * @param json as the viewer may see it
 */
public record ResourceType<T extends SpecificRecord>(
        ReadTable<T> table, Function<Resource, @Nullable T> result, BiFunction<T, Caller, ObjectNode> json) {

    Optional<T> of(Resource resource) {
        return Optional.ofNullable(result.apply(resource));
    }
}
