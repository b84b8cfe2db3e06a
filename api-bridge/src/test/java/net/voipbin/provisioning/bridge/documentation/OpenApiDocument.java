package net.voipbin.provisioning.bridge.documentation;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The OpenAPI document, and what may be wrong with it. */
public record OpenApiDocument(ObjectNode root) {

    private static final String IRI = "https://document.invalid/openapi";
    private static final String OPEN_API_IRI = "https://spec.openapis.org/oas/3.1/schema/2026-08-03";
    private static final String JSON_SCHEMA_IRI = "https://json-schema.org/draft/2020-12/schema";
    private static final Dialect SCHEMAS_IN_COMPONENTS = Dialect.builder(Dialects.getDraft202012())
            .keyword(new NonValidationKeyword("components"))
            .build();
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
    private static final Set<String> SCHEMAS = Set.of("schema", "items", "if", "then", "else", "additionalProperties");
    private static final Set<String> LISTS_OF_SCHEMAS = Set.of("allOf", "anyOf", "oneOf");
    private static final Set<String> KEYWORDS = Set.of(
            "$ref",
            "type",
            "const",
            "enum",
            "pattern",
            "format",
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "minItems",
            "maxItems",
            "uniqueItems",
            "minProperties",
            "items",
            "properties",
            "required",
            "dependentRequired",
            "additionalProperties",
            "unevaluatedProperties",
            "allOf",
            "oneOf",
            "if",
            "then",
            "else",
            "default",
            "examples",
            "description");

    public static OpenApiDocument served() {
        return parse(new String(
                Documentation.load().find("/openapi.yaml").orElseThrow().content(), StandardCharsets.UTF_8));
    }

    static OpenApiDocument parse(String yaml) {
        try {
            ObjectMapper mapper = new ObjectMapper(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build());
            return new OpenApiDocument((ObjectNode) mapper.readTree(yaml));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    OpenApiDocument copy() {
        return new OpenApiDocument(root.deepCopy());
    }

    /** By method and path pattern, such as {@code GET /v1.0/tags/{id}}. */
    Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new TreeMap<>();
        root.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(member -> METHODS.contains(member.getKey()))
                        .forEach(member -> operations.put(
                                member.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), member.getValue())));
        return operations;
    }

    /** What breaks the rules of OpenAPI 3.1, or in its schemas those of JSON Schema 2020-12. */
    List<String> flaws() {
        SchemaRegistry registry = registry(Map.of(OPEN_API_IRI, text("openapi-3.1-schema.json")));
        List<String> flaws = new ArrayList<>(messages(registry.getSchema(SchemaLocation.of(OPEN_API_IRI)), root));
        Schema metaSchema = registry.getSchema(SchemaLocation.of(JSON_SCHEMA_IRI));
        schemas()
                .forEach(
                        (place, schema) -> messages(metaSchema, schema).forEach(message -> flaws.add(place + message)));
        return flaws;
    }

    List<String> danglingReferences() {
        return references().filter(reference -> at(reference).isMissingNode()).toList();
    }

    /** Components that nothing refers to. */
    List<String> unusedComponents() {
        Set<String> used = new TreeSet<>(references().toList());
        List<String> unused = new ArrayList<>();
        root.path("components").properties().stream()
                .filter(kind -> !kind.getKey().equals("securitySchemes"))
                .forEach(kind -> kind.getValue()
                        .fieldNames()
                        .forEachRemaining(name -> unused.add("#/components/" + kind.getKey() + "/" + name)));
        unused.removeAll(used);
        return unused;
    }

    List<String> repeatedOperationIds() {
        Set<String> seen = new TreeSet<>();
        return operations().values().stream()
                .map(operation -> operation.path("operationId").asText())
                .filter(id -> !seen.add(id))
                .toList();
    }

    /** JSON Schema takes any keyword and does nothing for one that it does not know: a typing error would check nothing. */
    List<String> unknownKeywords() {
        List<String> unknown = new ArrayList<>();
        schemas().forEach((place, schema) -> collectUnknown(place, schema, unknown));
        return unknown;
    }

    /** The examples of bodies, parameters, answers and schemas that their own schema refuses, each with the reason. */
    List<String> invalidExamples() {
        SchemaRegistry registry = components();
        List<String> invalid = new ArrayList<>();
        walk("", root.path("components"), (place, node) -> {
            if (node.has("example") && node.has("schema")) {
                Schema schema = registry.getSchema(SchemaLocation.of(IRI + "#/components" + place + "/schema"));
                messages(schema, node.path("example")).forEach(message -> invalid.add(place + message));
            }
            if (node.path("examples").isArray()) {
                Schema schema = registry.getSchema(SchemaLocation.of(IRI + "#/components" + place));
                node.path("examples")
                        .forEach(example -> messages(schema, example).forEach(message -> invalid.add(place + message)));
            }
        });
        return invalid;
    }

    /** Bodies that clients send and for which the document shows no example. */
    List<String> bodiesWithoutExample() {
        return root.path("components").path("requestBodies").properties().stream()
                .filter(body -> !body.getValue()
                        .path("content")
                        .path("application/json")
                        .has("example"))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Why a body is refused by the schema of a component's answer; empty where it is not. */
    List<String> flawsOf(String response, JsonNode body) {
        SchemaRegistry registry = components();
        String place = "#/components/responses/" + response + "/content/application~1json/schema";
        return messages(registry.getSchema(SchemaLocation.of(IRI + place)), body);
    }

    /** The whole schemas, with their places; not those inside of them. */
    private Map<String, JsonNode> schemas() {
        Map<String, JsonNode> schemas = new TreeMap<>();
        root.path("components")
                .path("schemas")
                .properties()
                .forEach(schema -> schemas.put("schemas/" + schema.getKey(), schema.getValue()));
        walk("", root, (place, node) -> {
            if (node.path("schema").isObject()) {
                schemas.put(place + "/schema", node.path("schema"));
            }
        });
        return schemas;
    }

    private SchemaRegistry components() {
        ObjectNode components = root.objectNode();
        components.set("components", root.path("components"));
        return registry(Map.of(IRI, components.toString()));
    }

    private static SchemaRegistry registry(Map<String, String> schemas) {
        return SchemaRegistry.withDefaultDialect(
                SCHEMAS_IN_COMPONENTS,
                builder -> builder.schemas(schemas)
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
    }

    private static List<String> messages(Schema schema, JsonNode instance) {
        return schema.validate(instance).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }

    private Stream<String> references() {
        List<String> references = new ArrayList<>();
        walk("", root, (place, node) -> {
            if (node.path("$ref").isTextual()) {
                references.add(node.path("$ref").asText());
            }
        });
        return references.stream();
    }

    private JsonNode at(String reference) {
        return root.at(JsonPointer.compile(reference.substring(1)));
    }

    private static void collectUnknown(String place, JsonNode schema, List<String> unknown) {
        schema.properties().forEach(member -> {
            String here = place + "/" + member.getKey();
            if (!KEYWORDS.contains(member.getKey())) {
                unknown.add(here);
            } else if (SCHEMAS.contains(member.getKey())) {
                collectUnknown(here, member.getValue(), unknown);
            } else if (LISTS_OF_SCHEMAS.contains(member.getKey())) {
                member.getValue().forEach(element -> collectUnknown(here, element, unknown));
            } else if (member.getKey().equals("properties")) {
                member.getValue()
                        .properties()
                        .forEach(property ->
                                collectUnknown(here + "/" + property.getKey(), property.getValue(), unknown));
            }
        });
    }

    /** Every object of the tree, with its JSON pointer. */
    private static void walk(String place, JsonNode node, BiConsumer<String, JsonNode> visitor) {
        if (node.isObject()) {
            visitor.accept(place, node);
            node.properties()
                    .forEach(member -> walk(
                            place + "/" + member.getKey().replace("~", "~0").replace("/", "~1"),
                            member.getValue(),
                            visitor));
        } else if (node.isArray()) {
            List<JsonNode> elements =
                    StreamSupport.stream(node.spliterator(), false).toList();
            for (int i = 0; i < elements.size(); i++) {
                walk(place + "/" + i, elements.get(i), visitor);
            }
        }
    }

    private static String text(String resource) {
        try (InputStream stream = Objects.requireNonNull(OpenApiDocument.class.getResourceAsStream(resource))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
