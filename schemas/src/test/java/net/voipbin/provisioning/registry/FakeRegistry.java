package net.voipbin.provisioning.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;

/** A registry in this process, as strict about the protocol as a test needs; it judges no compatibility. */
final class FakeRegistry implements AutoCloseable {

    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final Pattern REGISTER = Pattern.compile("/subjects/([^/]+)/versions");
    private static final Pattern LOOK_UP = Pattern.compile("/subjects/([^/]+)");
    private static final Pattern LATEST = Pattern.compile("/subjects/([^/]+)/versions/latest");
    private static final Pattern BY_ID = Pattern.compile("/schemas/ids/(\\d+)");
    private static final Pattern CONFIG = Pattern.compile("/config/([^/]+)");
    private static final Pattern COMPATIBILITY = Pattern.compile("/compatibility/subjects/([^/]+)/versions/latest");

    /** What came in: method and path with query. */
    record Request(String method, String path, Optional<String> authorization, Optional<String> contentType) {}

    /** What went out, or goes out in place of the usual answer. */
    record Answer(int status, String body) {}

    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Request> requests = new ArrayList<>();
    private final List<String> schemas = new ArrayList<>();
    private final Map<String, List<Integer>> subjects = new LinkedHashMap<>();
    private final Map<String, String> compatibilities = new LinkedHashMap<>();
    private volatile Function<Request, Optional<Answer>> disturbance = request -> Optional.empty();

    FakeRegistry() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** From now on, what this gives goes out in place of the usual answer. */
    void disturb(Function<Request, Optional<Answer>> disturbance) {
        this.disturbance = disturbance;
    }

    synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    synchronized int add(Schema schema) {
        return idOf(schema.toString());
    }

    synchronized Map<String, String> compatibilities() {
        return Map.copyOf(compatibilities);
    }

    synchronized List<String> subjects() {
        return List.copyOf(subjects.keySet());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode body = json.readTree(exchange.getRequestBody());
            Request request = new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type")));
            synchronized (this) {
                requests.add(request);
            }
            Answer answer = disturbance.apply(request).orElseGet(() -> answer(request, body));
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", MEDIA_TYPE);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private synchronized Answer answer(Request request, JsonNode body) {
        String path = request.path().replaceAll("\\?.*", "");
        Matcher matcher;
        if (request.contentType().isPresent() && !request.contentType().get().equals(MEDIA_TYPE)) {
            return error(415, 415);
        }
        if (request.method().equals("POST") && (matcher = REGISTER.matcher(path)).matches()) {
            int id = idOf(body.path("schema").asText());
            List<Integer> versions = subjects.computeIfAbsent(matcher.group(1), subject -> new ArrayList<>());
            if (!versions.contains(id)) {
                versions.add(id);
            }
            return ok(json.createObjectNode().put("id", id));
        }
        if (request.method().equals("POST") && (matcher = LOOK_UP.matcher(path)).matches()) {
            int id = schemas.indexOf(body.path("schema").asText()) + 1;
            List<Integer> versions = subjects.getOrDefault(matcher.group(1), List.of());
            return versions.contains(id) ? ok(version(matcher.group(1), id)) : error(404, 40403);
        }
        if (request.method().equals("GET") && (matcher = LATEST.matcher(path)).matches()) {
            List<Integer> versions = subjects.getOrDefault(matcher.group(1), List.of());
            return versions.isEmpty() ? error(404, 40401) : ok(version(matcher.group(1), versions.getLast()));
        }
        if (request.method().equals("GET") && (matcher = BY_ID.matcher(path)).matches()) {
            int id = Integer.parseInt(matcher.group(1));
            return id > schemas.size()
                    ? error(404, 40403)
                    : ok(json.createObjectNode().put("schema", schemas.get(id - 1)));
        }
        if (request.method().equals("PUT") && (matcher = CONFIG.matcher(path)).matches()) {
            compatibilities.put(matcher.group(1), body.path("compatibility").asText());
            return ok(json.createObjectNode()
                    .put("compatibility", body.path("compatibility").asText()));
        }
        if (request.method().equals("GET") && (matcher = CONFIG.matcher(path)).matches()) {
            String compatibility = compatibilities.get(matcher.group(1));
            return compatibility == null
                    ? error(404, 40408)
                    : ok(json.createObjectNode().put("compatibilityLevel", compatibility));
        }
        if (request.method().equals("POST") && (matcher = COMPATIBILITY.matcher(path)).matches()) {
            return subjects.containsKey(matcher.group(1))
                    ? ok(json.createObjectNode().put("is_compatible", true))
                    : error(404, 40401);
        }
        return error(405, 405);
    }

    private ObjectNode version(String subject, int id) {
        return json.createObjectNode()
                .put("subject", subject)
                .put("id", id)
                .put("version", subjects.getOrDefault(subject, List.of()).indexOf(id) + 1)
                .put("schema", schemas.get(id - 1));
    }

    private int idOf(String schema) {
        if (!schemas.contains(schema)) {
            schemas.add(schema);
        }
        return schemas.indexOf(schema) + 1;
    }

    private static Answer ok(JsonNode body) {
        return new Answer(200, body.toString());
    }

    private Answer error(int status, int code) {
        return new Answer(
                status,
                json.createObjectNode()
                        .put("error_code", code)
                        .put("message", "Refused by the test")
                        .toString());
    }
}
