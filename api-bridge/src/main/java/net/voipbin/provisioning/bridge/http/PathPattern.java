package net.voipbin.provisioning.bridge.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A path with named places, such as {@code /v1.0/customers/{id}}; a place takes one segment that isn't empty. Immutable. */
public final class PathPattern {

    private final String text;
    private final List<String> segments;

    public PathPattern(String text) {
        this.text = text;
        segments = List.of(text.split("/", -1));
    }

    /** What stands in each place; empty where the path is another. */
    Optional<Map<String, String>> match(String path) {
        String[] given = path.split("/", -1);
        if (given.length != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> places = new HashMap<>();
        for (int i = 0; i < given.length; i++) {
            String segment = segments.get(i);
            if (segment.startsWith("{")) {
                if (given[i].isEmpty()) {
                    return Optional.empty();
                }
                places.put(segment.substring(1, segment.length() - 1), given[i]);
            } else if (!segment.equals(given[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(places);
    }

    @Override
    public String toString() {
        return text;
    }
}
