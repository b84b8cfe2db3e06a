package net.voipbin.provisioning.domain.text;

import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** JSON texts in the one form in which values are compared: no white space, as few escapes as RFC 8259 allows. */
public final class CanonicalJson {

    public static final String NULL = "null";

    private CanonicalJson() {}

    public static String of(boolean value) {
        return Boolean.toString(value);
    }

    public static String of(String value) {
        StringBuilder json = new StringBuilder(value.length() + 2).append('"');
        value.chars().forEach(character -> append(json, (char) character));
        return json.append('"').toString();
    }

    /** An array of what is canonical already. */
    public static String array(List<String> elements) {
        return "[" + String.join(",", elements) + "]";
    }

    /** An object whose members' values are canonical already. */
    public static String object(SortedMap<String, String> members) {
        return members.entrySet().stream()
                .map(member -> of(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static void append(StringBuilder json, char character) {
        switch (character) {
            case '"', '\\' -> json.append('\\').append(character);
            case '\b' -> json.append("\\b");
            case '\f' -> json.append("\\f");
            case '\n' -> json.append("\\n");
            case '\r' -> json.append("\\r");
            case '\t' -> json.append("\\t");
            default -> {
                if (character < ' ') {
                    json.append(String.format("\\u%04x", (int) character));
                } else {
                    json.append(character);
                }
            }
        }
    }
}
