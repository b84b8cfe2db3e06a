package net.voipbin.provisioning.bridge.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import net.voipbin.provisioning.bridge.Bridge;
import net.voipbin.provisioning.bridge.Bridge.Reply;
import net.voipbin.provisioning.bridge.ReadModel;
import net.voipbin.provisioning.bridge.ReadModel.Tenant;
import net.voipbin.provisioning.bridge.auth.Permission;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, the answer is the client's error in the API's own form, and the bridge goes on. */
class HostileInputTest {

    private static final String NO_BODY = "Host: x\r\nConnection: close\r\n\r\n";

    /** Stands for the tenant's token until a request is sent. */
    private static final String TOKEN = "TOKEN";

    @RegisterExtension
    static final Bridge bridge = new Bridge();

    private Tenant acme;

    @BeforeEach
    void populate() {
        acme = ReadModel.tenant(UUID.randomUUID(), Permission.CUSTOMER_ADMIN);
    }

    @AfterEach
    void theBridgeStillServes() {
        assertThat(bridge.get("/v1.0/customer?token=" + Bridge.token(acme)).status())
                .isEqualTo(200);
    }

    /** A request as the bytes that go over the wire, and the status that it must get. */
    record Wire(String name, String request, int status) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Wire> wires() {
        return Stream.of(
                new Wire("no HTTP at all", "hello\r\n\r\n", 400),
                new Wire("bytes of TLS", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n", 400),
                new Wire("a request line without a version", "GET /v1.0/customer\r\n\r\n", 400),
                new Wire("an unknown version", "GET /v1.0/customer HTTP/9.9\r\n" + NO_BODY, 400),
                new Wire("a header without a colon", "GET /v1.0/customer HTTP/1.1\r\nbad header\r\n" + NO_BODY, 400),
                new Wire("a header with a NUL", "GET /v1.0/customer HTTP/1.1\r\nX: a\0b\r\n" + NO_BODY, 400),
                new Wire(
                        "headers of 100 KiB",
                        "GET /v1.0/customer HTTP/1.1\r\nX: " + "x".repeat(100_000) + "\r\n" + NO_BODY,
                        400),
                new Wire(
                        "ten thousand headers",
                        "GET /v1.0/customer HTTP/1.1\r\n" + "X: y\r\n".repeat(10_000) + NO_BODY,
                        400),
                new Wire("a path of 100 KiB", "GET /v1.0/" + "x".repeat(100_000) + " HTTP/1.1\r\n" + NO_BODY, 400),
                new Wire("a half escape", "GET /v1.0/customers/%z HTTP/1.1\r\n" + NO_BODY, 400),
                new Wire("a NUL in the path", "GET /v1.0/customers/%00 HTTP/1.1\r\n" + NO_BODY, 401),
                new Wire("no UTF-8 in the path", "GET /v1.0/customers/%ff%fe HTTP/1.1\r\n" + NO_BODY, 401),
                new Wire("a way out of the path", "GET /v1.0/../../etc/passwd HTTP/1.1\r\n" + NO_BODY, 404),
                new Wire("an escaped way out", "GET /v1.0/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\n" + NO_BODY, 404),
                new Wire("a malformed query", "GET /v1.0/customer?token=%zz HTTP/1.1\r\n" + NO_BODY, 400),
                new Wire("an unknown method", "FROB /v1.0/customer HTTP/1.1\r\n" + NO_BODY, 405),
                new Wire("a method in lower case", "get /v1.0/customer HTTP/1.1\r\n" + NO_BODY, 401),
                new Wire("TRACE", "TRACE /v1.0/customer HTTP/1.1\r\n" + NO_BODY, 405),
                new Wire("OPTIONS", "OPTIONS /v1.0/customer HTTP/1.1\r\n" + NO_BODY, 405),
                new Wire("a method that no path has", "PATCH /v1.0/customer HTTP/1.1\r\n" + NO_BODY, 405),
                new Wire(
                        "a negative length",
                        "PUT /v1.0/customer HTTP/1.1\r\nContent-Length: -5\r\n" + NO_BODY + "{}",
                        400),
                new Wire(
                        "a length that is no number",
                        "PUT /v1.0/customer HTTP/1.1\r\nContent-Length: many\r\n" + NO_BODY + "{}",
                        400),
                new Wire("a chunk without a size", put("Transfer-Encoding: chunked\r\n", "zz\r\n{}\r\n0\r\n\r\n"), 400),
                new Wire("a body that ends early", put("Content-Length: 100\r\n", "{\"name\":"), 400),
                new Wire("an announced length beyond the limit", put("Content-Length: 99999999999\r\n", "{}"), 413),
                new Wire(
                        "chunks beyond the limit",
                        put("Transfer-Encoding: chunked\r\n", "200000\r\n" + "x".repeat(0x200000) + "\r\n0\r\n\r\n"),
                        413),
                new Wire("a compressed body", put("Content-Encoding: gzip\r\nContent-Length: 2\r\n", "{}"), 400));
    }

    private static String put(String headers, String body) {
        return "PUT /v1.0/customer?token=" + TOKEN + " HTTP/1.1\r\nContent-Type: application/json\r\n" + headers
                + NO_BODY + body;
    }

    @ParameterizedTest
    @MethodSource("wires")
    void shouldRefuseAMalformedRequestInTheApisOwnForm(Wire wire) throws IOException {
        // When
        String response = bridge.raw(wire.request().replace(TOKEN, Bridge.token(acme)));

        // Then
        assertThat(response.lines().findFirst().orElse("")).startsWith("HTTP/1.1 " + wire.status());
        assertThat(response)
                .contains("\"reason\":")
                .containsIgnoringCase("X-Request-Id: ")
                .doesNotContain("Exception", "\tat ", "helidon", "jackson");
    }

    static Stream<byte[]> bodies() {
        return Stream.of(
                bytes(""),
                bytes(" "),
                bytes("nul"),
                bytes("[1]"),
                bytes("\"text\""),
                bytes("{\"name\":\"a\"}x"),
                bytes("{\"name\":\"a\"}{}"),
                bytes("{\"metadata\":{\"a\":1,\"a\":2}}"),
                bytes("{'name':'a'}"),
                bytes("{\"name\":NaN}"),
                bytes("{\"name\":01}"),
                bytes("{\"name\":\"a\0b\"}"),
                bytes("\ufeff{\"name\":\"a\"}"),
                bytes("{\"name\":" + "[".repeat(100) + "]".repeat(100) + "}"),
                bytes("[".repeat(100_000)),
                bytes("{\"a\":".repeat(100_000)),
                bytes("{\"name\":" + "1".repeat(5_000) + "}"),
                "{\"name\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1),
                "{\"name\":\"a\"}".getBytes(StandardCharsets.UTF_16),
                new byte[] {'{', '"', 'n', '"', ':', '"', (byte) 0xC0, (byte) 0x80, '"', '}'},
                new byte[] {'{', '"', 'n', '"', ':', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', '}'});
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void shouldRefuseABodyThatIsNotOneJsonObject(byte[] body) throws IOException {
        // Given
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(
                bytes(put("Content-Length: " + body.length + "\r\n", "").replace(TOKEN, Bridge.token(acme))));
        request.writeBytes(body);

        // When
        String response = bridge.raw(request.toByteArray());

        // Then
        assertThat(response).startsWith("HTTP/1.1 400").contains("\"reason\":\"INVALID_JSON_BODY\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/json; charset=utf-16",
                "application/xml",
                "json",
                "application/jsonx",
                "*/*",
                ";"
            })
    void shouldRefuseABodyOfAnotherType(String contentType) {
        // When
        Reply reply = bridge.send(
                "PUT", "/v1.0/customer?token=" + Bridge.token(acme), "{\"name\":\"a\"}", "Content-Type", contentType);

        // Then
        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.reason()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "APPLICATION/JSON;charset=UTF-8", "application/json; charset=\"utf-8\""})
    void shouldTakeJsonHoweverItsTypeIsWritten(String contentType) {
        // When
        Reply reply = bridge.send(
                "PUT", "/v1.0/customer?token=" + Bridge.token(acme), "{\"name\":\"a\"}", "Content-Type", contentType);

        // Then
        assertThat(reply.status()).isEqualTo(200);
    }

    static Stream<List<String>> headers() {
        return Stream.of(
                List.of("Idempotency-Key", ""),
                List.of("Idempotency-Key", " "),
                List.of("Idempotency-Key", "k".repeat(256)),
                List.of("Prefer", "respond-async;;=,,"),
                List.of("If-None-Match", "\"".repeat(1_000)),
                List.of("Cookie", ";;;===token;=;"),
                List.of("X-Request-Id", "x".repeat(10_000)),
                List.of("Authorization", "Bearer"),
                List.of("Authorization", "Bearer a.b.c"),
                List.of("Authorization", "Bearer eyJhbGciOiJub25lIn0.e30."),
                List.of("Authorization", "Basic YTpi"));
    }

    @ParameterizedTest
    @MethodSource("headers")
    void shouldTakeAnOddHeaderWithoutAnErrorOfItsOwn(List<String> header) {
        // When
        Reply reply = bridge.send("PUT", "/v1.0/customer", "{}", header.get(0), header.get(1));
        Reply known = header.get(0).equals("Authorization")
                ? reply
                : bridge.send(
                        "PUT",
                        "/v1.0/customer",
                        "{}",
                        header.get(0),
                        header.get(1),
                        "Authorization",
                        "Bearer " + Bridge.token(acme));

        // Then
        assertThat(reply.status()).isBetween(400, 401);
        assertThat(known.status()).isBetween(200, 422);
    }
}
