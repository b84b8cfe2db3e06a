package net.voipbin.provisioning.bridge.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a client gets. Immutable but for the JSON, which nobody changes after it was handed over. */
public record Answer(int status, Map<String, String> headers, Optional<JsonNode> body) {

    public Answer {
        headers = Map.copyOf(headers);
    }

    public static Answer ok(JsonNode body) {
        return new Answer(200, Map.of(), Optional.of(body));
    }

    public static Answer accepted(JsonNode body) {
        return new Answer(202, Map.of(), Optional.of(body));
    }

    public static Answer error(ApiException refusal, String requestId) {
        ApiError error = refusal.error();
        return new Answer(error.reason().httpStatus(), refusal.headers(), Optional.of(error.envelope(requestId)));
    }

    public Answer withHeader(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, body);
    }

    /** The same without a body: the client has this version already. */
    Answer notModified() {
        return new Answer(304, headers, Optional.empty());
    }
}
