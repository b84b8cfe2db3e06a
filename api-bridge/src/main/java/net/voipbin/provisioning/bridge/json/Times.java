package net.voipbin.provisioning.bridge.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Times as the API shows them: RFC 3339, UTC, microseconds, or null. */
public final class Times {

    private static final DateTimeFormatter RFC_3339 =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private Times() {}

    public static String text(Instant time) {
        return RFC_3339.format(time);
    }

    public static JsonNode json(@Nullable Instant time) {
        return time == null ? JsonNodeFactory.instance.nullNode() : JsonNodeFactory.instance.textNode(text(time));
    }
}
