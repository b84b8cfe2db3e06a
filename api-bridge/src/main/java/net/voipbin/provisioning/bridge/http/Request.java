package net.voipbin.provisioning.bridge.http;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a client sent, whatever server took it.
 *
 * @param path as sent, without the query
 * @param clientAddress the peer's, or the one that a trusted proxy names
 * @param header gives a header's first value, by name without regard to case
 * @param body gives the body, which has arrived before anyone asked who the caller is: a right that is revoked while
 *     it comes in does not outlive it; fails with what is wrong with it, such as PAYLOAD_TOO_LARGE
 */
public record Request(
        String method,
        String path,
        String rawQuery,
        String clientAddress,
        Function<String, Optional<String>> header,
        Supplier<byte[]> body,
        String requestId) {

    public Optional<String> header(String name) {
        return header.apply(name);
    }

    /** @throws ApiException INVALID_REQUEST_PARAMETER where the query string is malformed */
    public Query query() {
        return Query.parse(rawQuery);
    }

    /** A cookie's value, without quotes around it; empty where there is none or it is empty. Of several the first counts. */
    public Optional<String> cookie(String name) {
        return header("Cookie").flatMap(cookies -> {
            for (String cookie : cookies.split(";", -1)) {
                int equals = cookie.indexOf('=');
                if (equals > 0 && cookie.substring(0, equals).strip().equals(name)) {
                    return Optional.of(unquoted(cookie.substring(equals + 1).strip()))
                            .filter(text -> !text.isEmpty());
                }
            }
            return Optional.empty();
        });
    }

    private static String unquoted(String value) {
        return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }
}
