package net.voipbin.provisioning.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * Speaks the REST protocol of the Confluent Schema Registry. Ids and schemas never change, so what it has learnt of
 * them it remembers, a thousand of each; that there is no such id it remembers for half a minute, so that bad records
 * cost the registry nothing. Requests for the same thing at once are one request. Thread-safe.
 *
 * <p>Every method may throw {@link RegistryUnreachableException} after all retries, {@link RegistryRefusedException},
 * and Kafka's {@link org.apache.kafka.common.errors.InterruptException} when its thread is interrupted.
 */
public final class SchemaRegistryClient implements AutoCloseable {

    private static final int REMEMBERED = 1_000;
    private static final Duration UNKNOWN_FOR = Duration.ofSeconds(30);
    private static final int ERROR_SCHEMA_NOT_FOUND = 40_403;
    private static final int NOT_FOUND = 404;

    private final RegistryHttp http;
    private final CoalescingCache<Integer, Schema> schemas = new CoalescingCache<>(REMEMBERED);
    private final CoalescingCache<Registration, Integer> registered = new CoalescingCache<>(REMEMBERED);
    private final CoalescingCache<Registration, Integer> lookedUp = new CoalescingCache<>(REMEMBERED);
    private final UnknownIds unknown;

    private record Registration(String subject, Schema schema, boolean normalize) {}

    public SchemaRegistryClient(RegistrySettings settings) {
        this(settings, System::nanoTime);
    }

    SchemaRegistryClient(RegistrySettings settings, LongSupplier nanoTime) {
        http = new RegistryHttp(settings);
        unknown = new UnknownIds(REMEMBERED, UNKNOWN_FOR, nanoTime);
    }

    /**
     * The id of the schema under the subject, registered as its next version unless it is one already.
     *
     * @param normalize whether schemas that differ in form only count as the same
     */
    public int register(String subject, Schema schema, boolean normalize) {
        return registered.get(
                new Registration(subject, schema, normalize),
                key -> id(http.post(subjectPath(subject) + "/versions" + normalizing(normalize), schemaBody(schema))));
    }

    /** The id that the schema has under the subject. Refused as not found where it isn't registered. */
    public int lookUp(String subject, Schema schema, boolean normalize) {
        return lookedUp.get(
                new Registration(subject, schema, normalize),
                key -> id(http.post(subjectPath(subject) + normalizing(normalize), schemaBody(schema))));
    }

    /**
     * The schema with the id. Refused as not found where there is none.
     *
     * @throws UnusableSchemaException where it isn't an Avro schema that stands on its own
     */
    public Schema schema(int id) {
        if (id < 1 || unknown.contains(id)) {
            throw new RegistryRefusedException(NOT_FOUND, ERROR_SCHEMA_NOT_FOUND, "There is no schema with id " + id);
        }
        return schemas.get(id, this::fetch);
    }

    /** The subject's newest version, always asked of the registry; empty where there is no such subject. */
    public Optional<RegisteredSchema> latest(String subject) {
        return ifFound(() -> http.get(subjectPath(subject) + "/versions/latest"))
                .map(answer -> new RegisteredSchema(
                        subject,
                        answer.path("version").asInt(),
                        id(answer),
                        parsed(answer, answer.path("id").asInt())));
    }

    /** What the subject itself asks of new versions; empty where it follows the registry's default. */
    public Optional<Compatibility> compatibility(String subject) {
        return ifFound(() -> http.get(configPath(subject)))
                .map(answer -> Compatibility.valueOf(
                        answer.path("compatibilityLevel").asText().toUpperCase(Locale.ROOT)));
    }

    public void setCompatibility(String subject, Compatibility compatibility) {
        http.put(configPath(subject), object().put("compatibility", compatibility.name()));
    }

    /** Whether the subject's rule lets the schema be its next version; true where there is no version yet. */
    public boolean isCompatible(String subject, Schema schema) {
        String path = "/compatibility" + subjectPath(subject) + "/versions/latest";
        return ifFound(() -> http.post(path, schemaBody(schema)))
                .map(answer -> answer.path("is_compatible").asBoolean())
                .orElse(true);
    }

    /** Ends waits and exchanges that are under way. */
    @Override
    public void close() {
        http.close();
    }

    private Schema fetch(int id) {
        try {
            return parsed(http.get("/schemas/ids/" + id), id);
        } catch (RegistryRefusedException e) {
            if (e.isNotFound()) {
                unknown.add(id);
            }
            throw e;
        }
    }

    private static Optional<JsonNode> ifFound(Supplier<JsonNode> request) {
        try {
            return Optional.of(request.get());
        } catch (RegistryRefusedException e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Schema parsed(JsonNode answer, int id) {
        String type = answer.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO") || !answer.path("references").isEmpty()) {
            throw new UnusableSchemaException("Schema " + id + " is not an Avro schema that stands on its own");
        }
        try {
            return new Schema.Parser().parse(answer.path("schema").asText());
        } catch (AvroRuntimeException e) {
            throw new UnusableSchemaException("Schema " + id + " can't be parsed as an Avro schema");
        }
    }

    private static int id(JsonNode answer) {
        int id = answer.path("id").asInt();
        if (id < 1) {
            throw new RegistryUnreachableException("The schema registry answered without a schema's id");
        }
        return id;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode schemaBody(Schema schema) {
        return object().put("schema", schema.toString());
    }

    private static String subjectPath(String subject) {
        return "/subjects/" + encoded(subject);
    }

    private static String configPath(String subject) {
        return "/config/" + encoded(subject);
    }

    private static String normalizing(boolean normalize) {
        return normalize ? "?normalize=true" : "";
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
