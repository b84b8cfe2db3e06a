package net.voipbin.provisioning.endtoend.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which fields a JSON object has, no more and no less, and of what kind each is. Immutable.
 *
 * @param fields the kind of each field, by its name
 */
record JsonShape(Map<String, Kind> fields) {

    /** The kind of value that a field holds. */
    enum Kind {
        TEXT,
        ID,
        TIME,
        TIME_OR_NULL,
        FLAG,
        WHOLE,
        LIST,
        OBJECT;

        private static final Pattern UUID_FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        private static final Pattern TIME_FORM = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");

        boolean fits(JsonNode value) {
            return switch (this) {
                case TEXT -> value.isTextual();
                case ID -> UUID_FORM.matcher(value.asText()).matches();
                case TIME -> TIME_FORM.matcher(value.asText()).matches();
                case TIME_OR_NULL -> value.isNull() || TIME.fits(value);
                case FLAG -> value.isBoolean();
                case WHOLE -> value.isIntegralNumber();
                case LIST -> value.isArray();
                case OBJECT -> value.isObject();
            };
        }
    }

    JsonShape {
        fields = Map.copyOf(fields);
    }

    /** No field at all. */
    static JsonShape empty() {
        return new JsonShape(Map.of());
    }

    /** This shape with more fields, named in one text with a comma between them. */
    JsonShape with(Kind kind, String names) {
        Map<String, Kind> more = new TreeMap<>(fields);
        Stream.of(names.split(",", -1)).map(String::strip).forEach(name -> more.put(name, kind));
        return new JsonShape(more);
    }

    /** How the object differs from the shape, in words; empty where it doesn't. */
    List<String> flaws(JsonNode object) {
        List<String> flaws = new ArrayList<>();
        fields.forEach((name, kind) -> {
            if (!object.has(name)) {
                flaws.add(name + " is missing");
            } else if (!kind.fits(object.get(name))) {
                flaws.add(name + " is no " + kind + ": " + object.get(name));
            }
        });
        object.fieldNames().forEachRemaining(name -> {
            if (!fields.containsKey(name)) {
                flaws.add(name + " is too many");
            }
        });
        return flaws;
    }
}
