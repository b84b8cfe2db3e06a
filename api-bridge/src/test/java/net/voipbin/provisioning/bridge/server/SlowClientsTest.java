package net.voipbin.provisioning.bridge.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import net.voipbin.provisioning.bridge.Bridge;
import net.voipbin.provisioning.bridge.Bridge.Reply;
import net.voipbin.provisioning.bridge.ReadModel;
import net.voipbin.provisioning.bridge.ReadModel.Tenant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that fall silent at any point, of a bridge with room for two requests and patience for a second. */
class SlowClientsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Bridge bridge =
            new Bridge(Map.of("BRIDGE_MAX_REQUESTS", "2", "BRIDGE_CLIENT_TIMEOUT", PATIENCE.toString()));
    private Tenant acme;
    private String path;

    @BeforeEach
    void populate() {
        ReadModel.clear();
        acme = ReadModel.tenant(UUID.randomUUID(), 32);
        path = "/v1.0/customer?token=" + Bridge.token(acme);
    }

    @AfterEach
    void stop() {
        bridge.close();
    }

    @Test
    void shouldCloseTheConnectionWhenAClientStopsInTheMiddleOfABody() throws IOException {
        // When
        try (Socket socket = bridge.connect()) {
            send(socket, head(20) + "{\"name\"");

            // Then
            assertThat(rest(socket)).isEmpty();
        }
        assertThat(tooSlow("body")).isEqualTo(1);
        assertThat(bridge.get(path).status()).isEqualTo(200);
    }

    @Test
    void shouldCloseTheConnectionWhenAClientTricklesABody() throws IOException {
        // When
        try (Socket socket = bridge.connect()) {
            send(socket, head(10_000) + "{\"name\":\"");
            Awaitility.await().pollInterval(PATIENCE.dividedBy(10)).untilAsserted(() -> {
                send(socket, "x");
                assertThat(tooSlow("body")).isEqualTo(1);
            });

            // Then
            assertThat(closed(socket)).isTrue();
        }
    }

    @Test
    void shouldCloseTheConnectionWhenAClientStopsInTheMiddleOfTheHeaders() throws IOException {
        // When
        try (Socket socket = bridge.connect()) {
            send(socket, "GET " + path + " HTTP/1.1\r\nHost: x\r\nX-Half");

            // Then
            assertThat(closed(socket)).isTrue();
        }
        assertThat(tooSlow("headers")).isEqualTo(1);
    }

    @Test
    void shouldCloseTheConnectionAndFreeItsRoomWhenAClientDoesNotReadItsAnswer() throws IOException {
        // Given
        String large = "GET /docs/swagger-ui-bundle.js HTTP/1.1\r\nHost: x\r\n\r\n";

        // When
        try (Socket socket = bridge.connect()) {
            send(socket, large.repeat(50));

            // Then
            Awaitility.await().untilAsserted(() -> assertThat(tooSlow("answer")).isEqualTo(1));
            Awaitility.await().untilAsserted(() -> assertThat(metrics()).contains("bridge_requests_active 0.0"));
        }
    }

    @Test
    void shouldKeepRoomForRequestsWhileBodiesComeIn() throws IOException {
        // Given
        try (Socket first = bridge.connect();
                Socket second = bridge.connect()) {
            send(first, head(20) + "{");
            send(second, head(20) + "{");
            awaitArriving(2);

            // When
            Reply get = bridge.get(path);
            Reply put = bridge.send("PUT", path, "{}");

            // Then
            assertThat(get.status()).isEqualTo(200);
            assertThat(put.status()).isEqualTo(503);
            assertThat(put.header("Retry-After")).isEqualTo("1");
            assertThat(metrics()).contains("bridge_requests_rejected_total 1.0");
        }
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(bridge.send("PUT", path, "{}").status()).isEqualTo(200));
    }

    @Test
    void shouldHonourARightsRevocationWhileTheBodyComesIn() throws IOException {
        // Given
        String body = "{\"name\":\"late\"}";
        try (Socket socket = bridge.connect()) {
            send(socket, head(body.length()) + body.substring(0, 5));
            awaitArriving(1);

            // When
            ReadModel.execute("update agents set permission = 16 where id = ?", acme.agentId());
            send(socket, body.substring(5));
            socket.shutdownOutput();

            // Then
            assertThat(rest(socket)).startsWith("HTTP/1.1 403").contains("PERMISSION_DENIED");
        }
        assertThat(bridge.provisioner().published()).isEmpty();
    }

    private String head(int length) {
        return "PUT " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: " + length
                + "\r\n\r\n";
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Whether the other side closed it, in the one way or the other. */
    private static boolean closed(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    private void awaitArriving(int count) {
        Awaitility.await()
                .untilAsserted(() -> assertThat(metrics()).contains("bridge_bodies_arriving " + count + ".0"));
    }

    private int tooSlow(String part) {
        String name = "bridge_clients_too_slow_total{part=\"" + part + "\"} ";
        return metrics()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(name.length())))
                .sum();
    }

    private String metrics() {
        return bridge.management("/metrics").text();
    }
}
