package net.voipbin.provisioning.bridge.resource;

import java.util.Map;

/**
 * What the rows of a list have to fulfil. Immutable.
 *
 * @param sql a condition, with the arguments as named parameters; never made of what a client sent
 */
public record Condition(String sql, Map<String, Object> arguments) {

    public static final Condition NONE = new Condition("true", Map.of());

    public Condition {
        arguments = Map.copyOf(arguments);
    }
}
