package net.voipbin.provisioning.projection;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A resource as the key of its events names it. Immutable.
 *
 * @param type the published name of its type, such as billing_account
 */
public record ResourceKey(String type, UUID id) {

    private static final int PARTS = 3;

    /** Reads a key that consists of customer, type and id of the resource; empty for a key that names no resource. */
    static Optional<ResourceKey> read(byte[] key) {
        List<String> parts = List.of(new String(key, StandardCharsets.UTF_8).split("/", -1));
        if (parts.size() != PARTS || !ResourceTables.knows(parts.get(1))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ResourceKey(parts.get(1), UUID.fromString(parts.getLast())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
