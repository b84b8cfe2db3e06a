package net.voipbin.provisioning.bridge.route;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.voipbin.provisioning.bridge.http.Escapes;

/** A path with named parameters, such as {@code /v1.0/customers/{id}}; a parameter takes one segment that isn't empty. Immutable. */
public final class PathPattern {

    private final String text;
    private final List<String> segments;

    public PathPattern(String text) {
        this.text = text;
        segments = List.of(text.split("/", -1));
    }

    /**
     * What stands in each parameter, unescaped; empty where the path is another. Split before it is unescaped, so that an
     * escaped slash makes no segment; what is no escape of UTF-8 stays as it is, and is nobody's name or id.
     */
    Optional<Map<String, String>> match(String path) {
        String[] given = path.split("/", -1);
        if (given.length != segments.size()) {
            return Optional.empty();
        }
        for (int i = 0; i < given.length; i++) {
            given[i] = Escapes.decode(given[i]).orElse(given[i]);
        }
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < given.length; i++) {
            String segment = segments.get(i);
            if (segment.startsWith("{")) {
                if (given[i].isEmpty()) {
                    return Optional.empty();
                }
                parameters.put(segment.substring(1, segment.length() - 1), given[i]);
            } else if (!segment.equals(given[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    @Override
    public String toString() {
        return text;
    }
}
