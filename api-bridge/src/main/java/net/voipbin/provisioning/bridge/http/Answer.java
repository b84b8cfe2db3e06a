package net.voipbin.provisioning.bridge.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a client gets. Immutable but for the body's bytes, which nobody changes after they were handed over. */
public record Answer(int status, Map<String, String> headers, byte[] body) {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final byte[] NOTHING = {};
    private static final String JSON = "application/json; charset=utf-8";

    public Answer {
        headers = Map.copyOf(headers);
    }

    public static Answer ok(JsonNode body) {
        return json(200, Map.of(), body);
    }

    public static Answer created(JsonNode body) {
        return json(201, Map.of(), body);
    }

    public static Answer accepted(JsonNode body) {
        return json(202, Map.of(), body);
    }

    public static Answer error(ApiException refusal, String requestId) {
        ApiError error = refusal.error();
        return json(error.reason().httpStatus(), refusal.headers(), error.envelope(requestId));
    }

    public Answer withHeader(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, body);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The 304 in place of this answer, without its body: the client has this version already. */
    public Answer notModified() {
        Map<String, String> fewer = new HashMap<>(headers);
        fewer.remove("Content-Type");
        return new Answer(304, fewer, NOTHING);
    }

    private static Answer json(int status, Map<String, String> headers, JsonNode body) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", JSON);
        try {
            return new Answer(status, all, MAPPER.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer could not be written as JSON", e);
        }
    }
}
