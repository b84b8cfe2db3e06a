package net.voipbin.provisioning.bridge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a client is told when its request fails. Immutable.
 *
 * @param message one sentence for a person; nothing of the inside, no personal data
 * @param details by their JSON names; may be empty
 */
public record ApiError(Reason reason, String message, Map<String, JsonNode> details) {

    public ApiError {
        details = Map.copyOf(details);
    }

    public static ApiError of(Reason reason, String message) {
        return new ApiError(reason, message, Map.of());
    }

    /** A field of the body is at fault. */
    public static ApiError ofField(Reason reason, String field, String flaw) {
        return new ApiError(reason, field + " " + flaw, Map.of("field", JsonNodeFactory.instance.textNode(field)));
    }

    /** Status, reason, message and details, as an answer or a command's outcome shows them. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("status", reason.status())
                .put("reason", reason.name())
                .put("message", message);
        if (!details.isEmpty()) {
            json.set("details", JsonNodeFactory.instance.objectNode().setAll(new TreeMap<>(details)));
        }
        return json;
    }

    /** The body of an error answer; the outer message repeats the inner one, since clients read it there. */
    public ObjectNode envelope(String requestId) {
        ObjectNode inner = json().put("request_id", requestId);
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        envelope.set("error", inner);
        return envelope.put("message", message);
    }
}
