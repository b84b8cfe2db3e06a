package net.voipbin.provisioning.bridge.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import net.voipbin.provisioning.bridge.Bridge;
import net.voipbin.provisioning.bridge.route.Route;
import org.junit.jupiter.api.Test;

/** The API's description tells of every route that there is, and of no other. */
class DocumentedRoutesTest {

    @Test
    void shouldDocumentEveryRouteWithThePermissionThatItWants() {
        // Given
        Map<String, OptionalInt> documented =
                DocumentedOperations.of(OpenApiDocument.served()).permissions();

        // When
        Map<String, OptionalInt> served = new TreeMap<>();
        try (Bridge bridge = new Bridge()) {
            bridge.routes().routes().stream()
                    .filter(route -> Documentation.load()
                            .find(route.pattern().toString())
                            .isEmpty())
                    .forEach(route -> served.put(route.method() + " " + route.pattern(), permission(route)));
        }

        // Then
        assertThat(served).isEqualTo(new TreeMap<>(documented));
    }

    private static OptionalInt permission(Route route) {
        return switch (route) {
            case Route.Open open -> OptionalInt.empty();
            case Route.Guarded guarded -> OptionalInt.of(guarded.admission().wanted());
        };
    }
}
