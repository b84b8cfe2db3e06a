package net.voipbin.provisioning.bridge.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.voipbin.provisioning.bridge.http.ApiError;
import net.voipbin.provisioning.bridge.http.Reason;
import net.voipbin.provisioning.contract.Rejection;

/** The provisioner's refusals as the API tells them. */
final class Rejections {

    private Rejections() {}

    static ApiError error(Rejection rejection) {
        Map<String, JsonNode> details = new HashMap<>();
        rejection.getDetails().forEach((name, value) -> details.put(name, detail(value)));
        return new ApiError(reason(rejection.getReason()), rejection.getMessage(), details);
    }

    /** A refusal of which, with its customer, all but the reason has been erased. */
    static ApiError erased(String reason) {
        return ApiError.of(reason(reason), "The command was refused.");
    }

    private static Reason reason(String name) {
        return Reason.named(name)
                .orElseThrow(() -> new IllegalStateException("a command was refused for an unknown reason: " + name));
    }

    private static JsonNode detail(Object value) {
        return switch (value) {
            case Long number -> JsonNodeFactory.instance.numberNode(number);
            case List<?> texts -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                texts.forEach(text -> array.add(text.toString()));
                yield array;
            }
            case Object text -> JsonNodeFactory.instance.textNode(text.toString());
        };
    }
}
