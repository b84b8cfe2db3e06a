package net.voipbin.provisioning.sandbox.benchmark;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A request to send. Immutable, as long as the body is.
 *
 * @param path with its query
 * @param headers beside Host and Content-Length
 * @param body empty for none
 * @param expected the status that it should be answered with
 */
record HttpRequest(String method, String path, Map<String, String> headers, byte[] body, int expected) {

    private static final int OK = 200;

    HttpRequest {
        headers = Map.copyOf(headers);
    }

    /** A GET that should be answered with 200. */
    static HttpRequest get(String path, Map<String, String> headers) {
        return new HttpRequest("GET", path, headers, new byte[0], OK);
    }

    /** The bytes of the request as they go over the wire. */
    byte[] bytes() {
        StringBuilder head = new StringBuilder(512)
                .append(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: benchmark\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (body.length > 0) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        head.append("\r\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(head.length() + body.length);
        bytes.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }
}
