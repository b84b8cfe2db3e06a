package net.voipbin.provisioning.bridge.http;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Names a request in answers and logs: the client's own name for it where that is harmless to repeat, else a new one. */
public final class RequestId {

    public static final String HEADER = "X-Request-Id";

    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._:+/=@-]{1,128}");

    private RequestId() {}

    public static String of(Optional<String> sent) {
        return sent.filter(text -> HARMLESS.matcher(text).matches())
                .orElseGet(() -> UUID.randomUUID().toString());
    }
}
