package net.voipbin.provisioning.bridge.documentation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What the OpenAPI document says that the API can do, to be held against the routes that it has. Immutable.
 *
 * @param permissions by method and path pattern, such as {@code GET /v1.0/tags/{id}}: the bits of which a caller needs
 *     one, 0 where every agent will do; empty for what is public
 */
public record DocumentedOperations(Map<String, OptionalInt> permissions) {

    public DocumentedOperations {
        permissions = Map.copyOf(permissions);
    }

    public static DocumentedOperations of(OpenApiDocument document) {
        Map<String, OptionalInt> permissions = new TreeMap<>();
        document.operations().forEach((name, operation) -> {
            JsonNode permission = operation.path("x-permission");
            permissions.put(name, permission.isInt() ? OptionalInt.of(permission.intValue()) : OptionalInt.empty());
        });
        return new DocumentedOperations(permissions);
    }
}
