package net.voipbin.provisioning.endtoend.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the OpenAPI document promises of answers: an answer that it doesn't describe is an error of the API or of the
 * document. Thread-safe.
 */
public final class ResponseContract {

    private static final String IRI = "https://document.invalid/openapi";
    private static final String RESPONSES = "#/components/responses/";
    private static final String UNROUTED = "x-unrouted-responses";
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
    private static final Dialect SCHEMAS_IN_COMPONENTS = Dialect.builder(Dialects.getDraft202012())
            .keyword(new NonValidationKeyword("components"))
            .build();
    private static final ObjectMapper STRICT = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final int MOST_FLAWS = 3;

    private final JsonNode document;
    private final SchemaRegistry registry;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    private ResponseContract(JsonNode document, SchemaRegistry registry) {
        this.document = document;
        this.registry = registry;
    }

    static ResponseContract of(String yaml) {
        try {
            JsonNode document = new ObjectMapper(new YAMLFactory()).readTree(yaml);
            ObjectNode components = JsonNodeFactory.instance.objectNode();
            components.set("components", document.path("components"));
            return new ResponseContract(
                    document,
                    SchemaRegistry.withDefaultDialect(
                            SCHEMAS_IN_COMPONENTS,
                            builder -> builder.schemas(Map.of(IRI, components.toString()))
                                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                            .formatAssertionsEnabled(true)
                                            .build())));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the OpenAPI document is not YAML", e);
        }
    }

    /**
     * An answer that came.
     *
     * @param path as sent, with or without a query
     */
    public record Answer(String method, String path, int status, HttpHeaders headers, byte[] body) {

        private Optional<String> header(String name) {
            return headers.firstValue(name);
        }

        private AssertionError flaw(String flaw) {
            return new AssertionError(
                    method + " " + withoutQuery(path) + " answered " + status + ", and the document differs: " + flaw);
        }
    }

    /** @throws AssertionError saying how the answer differs from what the document describes */
    void require(Answer answer) {
        String name = responseName(answer);
        JsonNode response = document.path("components").path("responses").path(name);
        requireHeaders(answer, response.path("headers"));
        requireBody(answer, name, response.path("content"));
    }

    private String responseName(Answer answer) {
        String path = withoutQuery(answer.path());
        List<Map.Entry<String, JsonNode>> described = document.path("paths").properties().stream()
                .filter(item -> matches(item.getKey(), path))
                // What is written out goes before a place.
                .sorted(Map.Entry.comparingByKey((left, right) -> places(left) - places(right)))
                .toList();
        JsonNode operation = described.stream()
                .map(item -> item.getValue().path(answer.method().toLowerCase(Locale.ROOT)))
                .filter(JsonNode::isObject)
                .findFirst()
                .orElse(JsonNodeFactory.instance.missingNode());
        JsonNode responses = operation.isObject() ? operation.path("responses") : document.path(UNROUTED);
        JsonNode response = responses.path(Integer.toString(answer.status()));
        if (!response.isObject()) {
            throw answer.flaw("no such status is described");
        }
        if (!operation.isObject()) {
            requireUnrouted(answer, described);
        }
        return response.path("$ref").asText().substring(RESPONSES.length());
    }

    /** No operation is described for the request: 404 where the path isn't either, 405 with its methods where it is. */
    private static void requireUnrouted(Answer answer, List<Map.Entry<String, JsonNode>> described) {
        if (answer.status() == (described.isEmpty() ? 405 : 404)) {
            throw answer.flaw("the path is" + (described.isEmpty() ? " not" : "") + " described");
        }
        if (answer.status() == 405) {
            Set<String> methods = described.stream()
                    .flatMap(item -> item.getValue().properties().stream())
                    .map(Map.Entry::getKey)
                    .filter(METHODS::contains)
                    .map(method -> method.toUpperCase(Locale.ROOT))
                    // Whatever can be got has a HEAD, which the document tells once for all.
                    .flatMap(method -> method.equals("GET") ? Stream.of(method, "HEAD") : Stream.of(method))
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> allowed = Stream.of(answer.header("Allow").orElse("").split(",", -1))
                    .map(String::strip)
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!methods.equals(allowed)) {
                throw answer.flaw("Allow is " + allowed + ", described are " + methods);
            }
        }
    }

    private void requireHeaders(Answer answer, JsonNode headers) {
        headers.properties().forEach(described -> {
            String pointer = described.getValue().path("$ref").asText();
            Optional<String> value = answer.header(described.getKey());
            if (value.isEmpty() && at(pointer).path("required").asBoolean()) {
                throw answer.flaw("the header " + described.getKey() + " is missing");
            }
            value.ifPresent(text -> requireValid(
                    answer,
                    "the header " + described.getKey(),
                    pointer + "/schema",
                    JsonNodeFactory.instance.textNode(text)));
        });
    }

    private void requireBody(Answer answer, String name, JsonNode content) {
        if (content.isEmpty()) {
            if (answer.body().length > 0) {
                throw answer.flaw("no body is described");
            }
            return;
        }
        String mediaType = answer.header("Content-Type")
                .map(type -> type.split(";", -1)[0].strip().toLowerCase(Locale.ROOT))
                .orElse("none");
        if (!content.has(mediaType)) {
            throw answer.flaw("the media type " + mediaType + " is not described");
        }
        JsonNode body = json(answer);
        String schema = RESPONSES + name + "/content/" + mediaType.replace("/", "~1") + "/schema";
        requireValid(answer, "the body", schema, body);
        if (body.has("error") && body.has("message")) {
            requireConsistent(answer, body);
        }
    }

    /** What an error says twice, and no schema can compare. */
    private static void requireConsistent(Answer answer, JsonNode body) {
        if (!body.path("message").equals(body.path("error").path("message"))) {
            throw answer.flaw("the two messages differ");
        }
        if (!body.path("error")
                .path("request_id")
                .asText()
                .equals(answer.header("X-Request-Id").orElse(""))) {
            throw answer.flaw("request_id is not what X-Request-Id says");
        }
    }

    private static JsonNode json(Answer answer) {
        try {
            return STRICT.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(answer.body()))
                    .toString());
        } catch (CharacterCodingException e) {
            throw answer.flaw("the body is not UTF-8");
        } catch (IOException e) {
            throw answer.flaw("the body is not JSON");
        }
    }

    private void requireValid(Answer answer, String what, String pointer, JsonNode instance) {
        Schema schema = schemas.computeIfAbsent(pointer, place -> registry.getSchema(SchemaLocation.of(IRI + place)));
        List<Error> flaws = schema.validate(instance);
        if (!flaws.isEmpty()) {
            throw answer.flaw(what + ": "
                    + flaws.stream()
                            .limit(MOST_FLAWS)
                            .map(flaw -> (flaw.getInstanceLocation() + " " + flaw.getMessage()).strip())
                            .collect(Collectors.joining("; "))
                    + (flaws.size() > MOST_FLAWS ? "; and " + (flaws.size() - MOST_FLAWS) + " more" : ""));
        }
    }

    private JsonNode at(String reference) {
        return document.at(JsonPointer.compile(reference.substring(1)));
    }

    private static boolean matches(String pattern, String path) {
        String[] wanted = pattern.split("/", -1);
        String[] given = path.split("/", -1);
        if (wanted.length != given.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (isPlace(wanted[i]) ? given[i].isEmpty() : !wanted[i].equals(given[i])) {
                return false;
            }
        }
        return true;
    }

    private static int places(String pattern) {
        return (int) Stream.of(pattern.split("/", -1))
                .filter(ResponseContract::isPlace)
                .count();
    }

    private static boolean isPlace(String segment) {
        return segment.startsWith("{");
    }

    private static String withoutQuery(String path) {
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }
}
