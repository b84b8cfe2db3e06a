package net.voipbin.provisioning.endtoend.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.voipbin.provisioning.endtoend.rest.RestClient.Reply;

/**
 * The operations of the OpenAPI document as a reader of it would try them: with the example that it shows, in which
 * only what comes from an earlier answer is filled in. Not thread-safe.
 */
final class DocumentedExamples {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");

    private record Operation(String method, String path, JsonNode json) {}

    private final JsonNode document;
    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private final Map<String, JsonNode> answers = new HashMap<>();

    DocumentedExamples(String yaml) {
        try {
            document = new ObjectMapper(new YAMLFactory()).readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the OpenAPI document is not YAML", e);
        }
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(member -> METHODS.contains(member.getKey()))
                        .forEach(member -> operations.put(
                                member.getValue().path("operationId").asText(),
                                new Operation(
                                        member.getKey().toUpperCase(Locale.ROOT), path.getKey(), member.getValue()))));
    }

    Set<String> operationIds() {
        return operations.keySet();
    }

    /** What an earlier answer holds, such as {@code createTag#/id}; or what {@link #remember} was told under the name. */
    JsonNode from(String source) {
        int pointer = source.indexOf('#');
        String name = pointer < 0 ? source : source.substring(0, pointer);
        JsonNode answer = answers.getOrDefault(name, JsonNodeFactory.instance.missingNode());
        JsonNode value = pointer < 0 ? answer : answer.at(source.substring(pointer + 1));
        if (value.isMissingNode()) {
            throw new AssertionError("nothing was answered that " + source + " names");
        }
        return value;
    }

    void remember(String name, JsonNode value) {
        answers.put(name, value);
    }

    /**
     * Sends the operation's example.
     *
     * @param id where the path's id comes from; unused where it has none
     * @throws AssertionError where the answer is no success
     */
    Reply attempt(RestClient client, String operationId, String id, String... headers) {
        Operation operation = operations.get(operationId);
        if (operation == null) {
            throw new AssertionError("no such operation: " + operationId);
        }
        String path = operation.path().contains("{id}")
                ? operation.path().replace("{id}", from(id).asText())
                : operation.path();
        Reply reply = client.send(operation.method(), path, body(operation.json()), headers);
        if (reply.status() / 100 != 2) {
            throw new AssertionError(operationId + " answered " + reply.status() + " " + reply.text());
        }
        answers.put(operationId, reply.json());
        return reply;
    }

    private Optional<String> body(JsonNode operation) {
        String reference = operation.path("requestBody").path("$ref").asText();
        if (reference.isEmpty()) {
            return Optional.empty();
        }
        JsonNode content = document.at(reference.substring(1)).path("content").path("application/json");
        ObjectNode example = content.path("example").deepCopy();
        content.path("x-from")
                .properties()
                .forEach(filled ->
                        fill(example, filled.getKey(), from(filled.getValue().asText())));
        return Optional.of(example.toString());
    }

    /** @param place a field, or a field and the index in its array */
    private static void fill(ObjectNode example, String place, JsonNode value) {
        int slash = place.indexOf('/');
        if (slash < 0) {
            example.set(place, value);
        } else {
            ((ArrayNode) example.path(place.substring(0, slash)))
                    .set(Integer.parseInt(place.substring(slash + 1)), value);
        }
    }
}
