package net.voipbin.provisioning.bridge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.voipbin.provisioning.bridge.auth.Tokens;
import net.voipbin.provisioning.bridge.command.CommandIds;
import net.voipbin.provisioning.bridge.hash.KeyedHash;
import net.voipbin.provisioning.bridge.route.RouteTable;
import net.voipbin.provisioning.settings.Secret;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A running bridge on any free port, and a client of it. Registered as an extension it serves all tests of a class, and
 * before each of them the read model is empty and the provisioner as it was in the beginning.
 */
public final class Bridge implements AutoCloseable, BeforeEachCallback, AfterAllCallback {

    public static final Duration WRITE_DEADLINE = Duration.ofSeconds(3);
    public static final int MAX_WAITING = 8;

    private static final Duration RAW_TIMEOUT = Duration.ofSeconds(20);

    private static final String TOKEN_KEY = "token-key-token-key-token-key-32";
    private static final String REQUEST_KEY = "request-key-request-key-32-bytes";
    private static final JsonMapper MAPPER = new JsonMapper();

    private final StandInProvisioner provisioner = new StandInProvisioner();
    private final HttpClient client = HttpClient.newHttpClient();
    private final BridgeServer server;

    public Bridge() {
        this(Map.of());
    }

    /** @param overrides settings other than the usual ones */
    public Bridge(Map<String, String> overrides) {
        Map<String, String> environment = environment();
        environment.putAll(overrides);
        server = BridgeServer.start(
                BridgeSettings.from(environment),
                provisioner,
                (topic, bytes) -> provisioner.deserialize(bytes),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("BRIDGE_PORT", "0");
        environment.put("MANAGEMENT_PORT", "0");
        environment.put("POSTGRES_URL", ReadModel.url());
        environment.put("POSTGRES_USER", ReadModel.BRIDGE_ROLE);
        environment.put("POSTGRES_PASSWORD", "");
        environment.put("PLATFORM_CUSTOMER_ID", ReadModel.PLATFORM.toString());
        environment.put("BRIDGE_TOKEN_KEY", TOKEN_KEY);
        environment.put("BRIDGE_REQUEST_KEY", REQUEST_KEY);
        environment.put("BRIDGE_WRITE_DEADLINE", WRITE_DEADLINE.toString());
        environment.put("BRIDGE_MAX_WAITING", Integer.toString(MAX_WAITING));
        return environment;
    }

    public static String token(ReadModel.Tenant tenant) {
        return tokens().issue(tenant.id(), tenant.agentId());
    }

    /** A token for the password that the customer's change with the number set. */
    public static String token(ReadModel.Tenant tenant, long password) {
        return tokens().issue(tenant.id(), tenant.agentId(), password);
    }

    /** The id of a command that the tenant's agent gave at that time. */
    public static UUID commandId(ReadModel.Tenant tenant, Instant time) {
        return new CommandIds(new KeyedHash(new Secret(REQUEST_KEY)), Clock.fixed(time, ZoneOffset.UTC))
                .fresh(tenant.agentId());
    }

    /** A token with which the other's agent acts through the tenant's guest agent. */
    public static String delegatedToken(ReadModel.Tenant tenant, ReadModel.Tenant superAdmins) {
        return tokens().issueDelegated(tenant.id(), tenant.guestId(), superAdmins.agentId());
    }

    private static Tokens tokens() {
        return new Tokens(new Secret(TOKEN_KEY), Duration.ofHours(1), Clock.systemUTC());
    }

    public RouteTable routes() {
        return server.routes();
    }

    public StandInProvisioner provisioner() {
        return provisioner;
    }

    /** The answer to a request. */
    public record Reply(int status, HttpHeaders headers, String text) {

        public JsonNode json() {
            try {
                return MAPPER.readTree(text);
            } catch (JsonProcessingException e) {
                throw new AssertionError("not JSON: " + text, e);
            }
        }

        public String reason() {
            return json().path("error").path("reason").asText();
        }

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    /** Asks as the tenant's agent. */
    public Reply get(ReadModel.Tenant tenant, String pathAndQuery, String... headers) {
        return as(tenant, "GET", pathAndQuery, "", headers);
    }

    /** Sends the body, if it is not empty, as the tenant's agent. */
    public Reply as(ReadModel.Tenant tenant, String method, String pathAndQuery, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add("Authorization");
        all.add("Bearer " + token(tenant));
        return send(method, pathAndQuery, body, all.toArray(String[]::new));
    }

    public Reply get(String pathAndQuery, String... headers) {
        return send("GET", pathAndQuery, "", headers);
    }

    /** Sends the body, if it is not empty. */
    public Reply send(String method, String pathAndQuery, String body, String... headers) {
        return send(server.port(), method, pathAndQuery, body, headers);
    }

    public Reply management(String path) {
        return send(server.managementPort(), "GET", path, "");
    }

    /** A connection of which the test decides what goes over it, and when. */
    public Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", server.port());
        socket.setSoTimeout(Math.toIntExact(RAW_TIMEOUT.toMillis()));
        return socket;
    }

    /** Sends the text over a connection of its own, and returns all that comes back. */
    public String raw(String request) throws IOException {
        return raw(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends the bytes over a connection of their own, and returns all that comes back. */
    public String raw(byte[] request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Reply send(int port, String method, String pathAndQuery, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + pathAndQuery))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        provisioner.reset();
        ReadModel.clear();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    /** Stops the bridge, not the client. */
    public void stop() {
        server.close();
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
