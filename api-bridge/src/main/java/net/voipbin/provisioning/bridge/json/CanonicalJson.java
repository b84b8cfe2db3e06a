package net.voipbin.provisioning.bridge.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON texts in the one form in which values are compared: members sorted by name, no white space, as few escapes as
 * RFC 8259 allows (and lone surrogates, which UTF-8 can't hold), numbers by value.
 */
public final class CanonicalJson {

    public static final String NULL = "null";

    /** A longer integer is written with an exponent, so that a short text can't ask for a long one. */
    private static final int MAX_PLAIN_DIGITS = 40;

    private CanonicalJson() {}

    public static String of(JsonNode json) {
        StringBuilder text = new StringBuilder();
        append(text, json);
        return text.toString();
    }

    private static void append(StringBuilder text, JsonNode json) {
        if (json.isObject()) {
            Map<String, JsonNode> members = new TreeMap<>();
            json.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
            String separator = "{";
            for (Map.Entry<String, JsonNode> member : members.entrySet()) {
                text.append(separator);
                appendString(text, member.getKey());
                text.append(':');
                append(text, member.getValue());
                separator = ",";
            }
            text.append(members.isEmpty() ? "{}" : "}");
        } else if (json.isArray()) {
            String separator = "[";
            for (JsonNode element : json) {
                text.append(separator);
                append(text, element);
                separator = ",";
            }
            text.append(json.isEmpty() ? "[]" : "]");
        } else if (json.isTextual()) {
            appendString(text, json.textValue());
        } else if (json.isNumber()) {
            text.append(number(json.decimalValue()));
        } else {
            text.append(json.asText());
        }
    }

    private static String number(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        boolean shortInteger =
                stripped.scale() <= 0 && (long) stripped.precision() - stripped.scale() <= MAX_PLAIN_DIGITS;
        return shortInteger ? stripped.toBigInteger().toString() : stripped.toString();
    }

    private static void appendString(StringBuilder text, String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            boolean pair = Character.isHighSurrogate(character)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1));
            if (pair) {
                text.append(character).append(value.charAt(i + 1));
                i++;
            } else {
                appendCharacter(text, character);
            }
        }
        text.append('"');
    }

    private static void appendCharacter(StringBuilder text, char character) {
        switch (character) {
            case '"', '\\' -> text.append('\\').append(character);
            case '\b' -> text.append("\\b");
            case '\f' -> text.append("\\f");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> {
                if (character < ' ' || Character.isSurrogate(character)) {
                    text.append(String.format("\\u%04x", (int) character));
                } else {
                    text.append(character);
                }
            }
        }
    }
}
