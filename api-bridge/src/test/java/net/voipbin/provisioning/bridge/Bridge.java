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
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import net.voipbin.provisioning.bridge.auth.Tokens;
import net.voipbin.provisioning.bridge.command.CommandIds;
import net.voipbin.provisioning.bridge.hash.KeyedHash;
import net.voipbin.provisioning.bridge.route.RouteTable;
import net.voipbin.provisioning.settings.Secret;

/** A running bridge on any free port, and a client of it. */
final class Bridge implements AutoCloseable {

    static final Duration WRITE_DEADLINE = Duration.ofSeconds(3);
    static final int MAX_WAITING = 8;

    private static final Duration RAW_TIMEOUT = Duration.ofSeconds(20);

    private static final String TOKEN_KEY = "token-key-token-key-token-key-32";
    private static final String REQUEST_KEY = "request-key-request-key-32-bytes";
    private static final JsonMapper MAPPER = new JsonMapper();

    private final StandInProvisioner provisioner = new StandInProvisioner();
    private final HttpClient client = HttpClient.newHttpClient();
    private final BridgeServer server;

    Bridge() {
        this(Map.of());
    }

    /** @param overrides settings other than the usual ones */
    Bridge(Map<String, String> overrides) {
        Map<String, String> environment = environment();
        environment.putAll(overrides);
        server = BridgeServer.start(
                BridgeSettings.from(environment),
                provisioner,
                (topic, bytes) -> provisioner.toldTo(bytes),
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

    static String token(ReadModel.Tenant tenant) {
        return tokens().issue(tenant.id(), tenant.agentId());
    }

    /** A token for the password that the customer's change with the number set. */
    static String token(ReadModel.Tenant tenant, long password) {
        return tokens().issue(tenant.id(), tenant.agentId(), password);
    }

    /** The id of a command that the tenant's agent gave at that time. */
    static UUID commandId(ReadModel.Tenant tenant, Instant time) {
        return new CommandIds(new KeyedHash(new Secret(REQUEST_KEY)), Clock.fixed(time, ZoneOffset.UTC))
                .fresh(tenant.agentId());
    }

    /** A token with which the other's agent acts through the tenant's guest agent. */
    static String delegatedToken(ReadModel.Tenant tenant, ReadModel.Tenant superAdmins) {
        return tokens().issueDelegated(tenant.id(), tenant.guestId(), superAdmins.agentId());
    }

    private static Tokens tokens() {
        return new Tokens(new Secret(TOKEN_KEY), Duration.ofHours(1), Clock.systemUTC());
    }

    RouteTable routes() {
        return server.routes();
    }

    StandInProvisioner provisioner() {
        return provisioner;
    }

    /** What came back. */
    record Reply(int status, HttpHeaders headers, String text) {

        JsonNode json() {
            try {
                return MAPPER.readTree(text);
            } catch (JsonProcessingException e) {
                throw new AssertionError("not JSON: " + text, e);
            }
        }

        String reason() {
            return json().path("error").path("reason").asText();
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    Reply get(String pathAndQuery, String... headers) {
        return send("GET", pathAndQuery, "", headers);
    }

    /** Sends the body, if it is not empty. */
    Reply send(String method, String pathAndQuery, String body, String... headers) {
        return send(server.port(), method, pathAndQuery, body, headers);
    }

    Reply management(String path) {
        return send(server.managementPort(), "GET", path, "");
    }

    /** A connection of which the test decides what goes over it, and when. */
    Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", server.port());
        socket.setSoTimeout(Math.toIntExact(RAW_TIMEOUT.toMillis()));
        return socket;
    }

    /** What comes back on a connection over which just this is sent. */
    String raw(String request) throws IOException {
        return raw(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The same with bytes of any kind. */
    String raw(byte[] request) throws IOException {
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

    /** Stops the bridge, not the client. */
    void stop() {
        server.close();
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
