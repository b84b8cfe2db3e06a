package net.voipbin.provisioning.bridge.command;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How long the serdes wait for a schema registry that is away: a write that needs it must be refused within its
 * deadline, also where the registry takes connections and says nothing.
 */
public final class RegistryPatience {

    /** Two rounds of connecting and listening, and the pause between them, take about half of the deadline. */
    private static final int PARTS = 10;

    private static final Duration LEAST = Duration.ofMillis(500);

    private RegistryPatience() {}

    /** The properties with what they lack, by Confluent's names; what they say already stays. */
    public static Map<String, Object> within(Duration writeDeadline, Map<String, Object> serdeProperties) {
        Duration part = writeDeadline.dividedBy(PARTS);
        String millis = Long.toString((part.compareTo(LEAST) < 0 ? LEAST : part).toMillis());
        Map<String, Object> properties = new HashMap<>(serdeProperties);
        properties.putIfAbsent("max.retries", "1");
        properties.putIfAbsent("retries.wait.ms", millis);
        properties.putIfAbsent("http.connect.timeout.ms", millis);
        properties.putIfAbsent("http.read.timeout.ms", millis);
        return Map.copyOf(properties);
    }
}
