package net.voipbin.provisioning.sandbox.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands in the strings of a JSON document as <code>${…}</code>, for what is known only later. */
final class Placeholders {

    private static final Pattern FORM = Pattern.compile("\\$\\{([^}]*)}");

    private Placeholders() {}

    /** The placeholders of the document, in its order. */
    static List<String> in(JsonNode json) {
        List<String> found = new ArrayList<>();
        replaced(json, placeholder -> {
            found.add(placeholder);
            return "";
        });
        return found;
    }

    /** The document with values in their place. */
    static ObjectNode replacedIn(ObjectNode json, UnaryOperator<String> values) {
        ObjectNode replaced = JsonNodeFactory.instance.objectNode();
        json.properties().forEach(member -> replaced.set(member.getKey(), replaced(member.getValue(), values)));
        return replaced;
    }

    private static JsonNode replaced(JsonNode json, UnaryOperator<String> values) {
        if (json instanceof ObjectNode object) {
            return replacedIn(object, values);
        }
        if (json instanceof ArrayNode array) {
            ArrayNode elements = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> elements.add(replaced(element, values)));
            return elements;
        }
        return json.isTextual()
                ? TextNode.valueOf(FORM.matcher(json.textValue())
                        .replaceAll(found -> Matcher.quoteReplacement(values.apply(found.group(1)))))
                : json;
    }
}
