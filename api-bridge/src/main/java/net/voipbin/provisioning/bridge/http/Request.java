package net.voipbin.provisioning.bridge.http;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a client sent, whatever server took it.
 *
 * @param path as sent, without the query
 * @param header gives a header's first value, by name without regard to case
 * @param body reads the body; a second call is not allowed; fails with PAYLOAD_TOO_LARGE
 */
public record Request(
        String method,
        String path,
        String rawQuery,
        Function<String, Optional<String>> header,
        Supplier<byte[]> body,
        String requestId) {

    public Optional<String> header(String name) {
        return header.apply(name);
    }

    /** A cookie's value; empty where there is none or it is empty. */
    public Optional<String> cookie(String name) {
        return header("Cookie").flatMap(cookies -> {
            for (String cookie : cookies.split(";", -1)) {
                int equals = cookie.indexOf('=');
                if (equals > 0 && cookie.substring(0, equals).strip().equals(name)) {
                    String value = cookie.substring(equals + 1).strip();
                    return Optional.of(value).filter(text -> !text.isEmpty());
                }
            }
            return Optional.empty();
        });
    }
}
