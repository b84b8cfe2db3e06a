package net.voipbin.provisioning.bridge.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.voipbin.provisioning.bridge.Bridge;
import net.voipbin.provisioning.bridge.ReadModel;
import net.voipbin.provisioning.bridge.ReadModel.Tenant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many connections there may be, when they end, and what stands between two answers on one of them. */
class ConnectionsTest {

    private static final String UNKNOWN = "GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n";

    @Test
    void shouldNotBeReadyWhenAllConnectionsAreTakenAndServeAgainOnceSomeAreGone() throws IOException {
        // Given
        try (Bridge bridge = new Bridge(Map.of("BRIDGE_MAX_CONNECTIONS", "3"))) {
            assertThat(bridge.management("/health/ready").status()).isEqualTo(200);
            List<Socket> clients = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                clients.add(bridge.connect());
            }

            // When
            Awaitility.await().until(() -> bridge.management("/health/ready").status() == 503);
            int live = bridge.management("/health/live").status();
            for (Socket client : clients) {
                client.close();
            }

            // Then
            assertThat(live).isEqualTo(200);
            Awaitility.await().until(() -> bridge.management("/health/ready").status() == 200);
            assertThat(bridge.get("/nothing").status()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /noth", UNKNOWN})
    void shouldCloseAConnectionThatRests(String before) throws IOException {
        // Given
        try (Bridge bridge = new Bridge(Map.of("BRIDGE_IDLE_TIMEOUT", "PT1S"));
                Socket socket = bridge.connect()) {
            // When
            send(socket, before);

            // Then
            assertThat(rest(socket).contains("ROUTE_NOT_FOUND")).isEqualTo(before.equals(UNKNOWN));
        }
    }

    @Test
    void shouldCloseAConnectionWhenItsClientAsksForIt() throws IOException {
        // Given
        try (Bridge bridge = new Bridge();
                Socket socket = bridge.connect()) {
            // When
            send(socket, "GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

            // Then
            assertThat(rest(socket)).startsWith("HTTP/1.1 404").containsIgnoringCase("Connection: close");
        }
    }

    @Test
    void shouldTakeNoRequestFromWhatFollowsABodyThatWasNotTaken() throws IOException {
        // Given
        String tooLarge = put("Content-Length: 2000000\r\nExpect: 100-continue\r\n");
        try (Bridge bridge = new Bridge();
                Socket socket = bridge.connect()) {
            // When
            send(socket, tooLarge + UNKNOWN);

            // Then
            assertThat(rest(socket))
                    .startsWith("HTTP/1.1 413")
                    .containsIgnoringCase("Connection: close")
                    .doesNotContain("ROUTE_NOT_FOUND");
        }
    }

    @Test
    void shouldAnswerAndKeepTheConnectionWhenABodyIsALittleTooLarge() throws IOException {
        // Given
        int length = (1 << 20) + 1;
        try (Bridge bridge = new Bridge();
                Socket socket = bridge.connect()) {
            // When
            send(socket, put("Content-Length: " + length + "\r\n") + "x".repeat(length) + UNKNOWN);
            socket.shutdownOutput();

            // Then
            assertThat(rest(socket)).startsWith("HTTP/1.1 413").contains("PAYLOAD_TOO_LARGE", "ROUTE_NOT_FOUND");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1.0/customer", "/openapi.yaml", "/auth/login", "/nothing"})
    void shouldAnswerHeadLikeGetWithoutABody(String path) throws IOException {
        // Given
        ReadModel.clear();
        Tenant acme = ReadModel.tenant(UUID.randomUUID(), 32);
        String rest = " " + path + "?token=" + Bridge.token(acme) + " HTTP/1.1\r\nHost: x\r\nX-Request-Id: one\r\n";
        try (Bridge bridge = new Bridge();
                Socket socket = bridge.connect()) {
            // When
            String get = bridge.raw("GET" + rest + "Connection: close\r\n\r\n");
            send(socket, "HEAD" + rest + "\r\n" + UNKNOWN);
            socket.shutdownOutput();
            String both = rest(socket);

            // Then
            String head = both.substring(0, both.indexOf("\r\n\r\n"));
            assertThat(both.substring(head.length() + 4)).startsWith("HTTP/1.1 404");
            assertThat(lines(head)).isEqualTo(lines(get.substring(0, get.indexOf("\r\n\r\n"))));
        }
    }

    private static List<String> lines(String head) {
        return head.lines()
                .filter(line -> !line.startsWith("Date:") && !line.startsWith("Connection:"))
                .sorted()
                .toList();
    }

    private static String put(String headers) {
        ReadModel.clear();
        return "PUT /v1.0/customer?token=" + Bridge.token(ReadModel.tenant(UUID.randomUUID(), 32))
                + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + headers + "\r\n";
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
