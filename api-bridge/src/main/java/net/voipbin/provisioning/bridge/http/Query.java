package net.voipbin.provisioning.bridge.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A request's query parameters; of a repeated one the first counts. Immutable. */
public record Query(Map<String, String> parameters) {

    public Query {
        parameters = Map.copyOf(parameters);
    }

    /** @throws ApiException INVALID_REQUEST_PARAMETER where an escape is malformed, or not of UTF-8 */
    public static Query parse(String raw) {
        if (!raw.chars().allMatch(letter -> letter > ' ' && letter <= '~')) {
            throw malformed();
        }
        Map<String, String> parameters = new HashMap<>();
        for (String pair : raw.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                parameters.putIfAbsent(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return new Query(parameters);
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** An empty parameter counts as absent. */
    public Optional<String> findFilled(String name) {
        return find(name).filter(value -> !value.isEmpty());
    }

    private static String decode(String text) {
        return Escapes.decode(text.replace('+', ' ')).orElseThrow(Query::malformed);
    }

    private static ApiException malformed() {
        return ApiException.of(Reason.INVALID_REQUEST_PARAMETER, "The query string is malformed.");
    }
}
