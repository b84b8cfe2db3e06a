package net.voipbin.provisioning.settings;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * A program's settings, from environment variables. Each is read once, by name and within bounds; at the end
 * {@link #rejectUnknown} finds those that nothing has read. Not thread-safe.
 */
public final class Settings {

    private final Map<String, String> variables;
    private final Set<String> known = new HashSet<>();

    public Settings(Map<String, String> environment) {
        variables = Map.copyOf(environment);
    }

    public String text(String name) {
        return find(name).orElseThrow(() -> new InvalidSettingException(name + " is not set"));
    }

    public String text(String name, String fallback) {
        return find(name).orElse(fallback);
    }

    /** A whole number from {@code least} to {@code most}, both included. */
    public int integer(String name, int fallback, int least, int most) {
        int value = parse(name, Integer::valueOf, "a whole number").orElse(fallback);
        if (value < least || value > most) {
            throw new InvalidSettingException(name + " is not between " + least + " and " + most);
        }
        return value;
    }

    public boolean flag(String name, boolean fallback) {
        return find(name)
                .map(value -> switch (value) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new InvalidSettingException(name + " is neither true nor false");
                })
                .orElse(fallback);
    }

    /** An ISO 8601 duration, such as PT10S, from {@code least} to {@code most}, both included. */
    public Duration duration(String name, Duration fallback, Duration least, Duration most) {
        Duration value;
        try {
            value = find(name).map(Duration::parse).orElse(fallback);
        } catch (DateTimeParseException e) {
            throw new InvalidSettingException(name + " is not an ISO 8601 duration");
        }
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new InvalidSettingException(name + " is not between " + least + " and " + most);
        }
        return value;
    }

    public UUID uuid(String name) {
        return parse(name, UUID::fromString, "a UUID")
                .orElseThrow(() -> new InvalidSettingException(name + " is not set"));
    }

    /** A secret of at least so many bytes in UTF-8. */
    public Secret secret(String name, int leastBytes) {
        return findSecret(name, leastBytes).orElseThrow(() -> new InvalidSettingException(name + " is not set"));
    }

    /** A secret of at least so many bytes in UTF-8, if it is set. */
    public Optional<Secret> findSecret(String name, int leastBytes) {
        return find(name).map(value -> {
            if (value.getBytes(StandardCharsets.UTF_8).length < leastBytes) {
                throw new InvalidSettingException(name + " is shorter than " + leastBytes + " bytes");
            }
            return new Secret(value);
        });
    }

    /** All variables that begin with the prefix, as Kafka spells them: with KAFKA_, KAFKA_BOOTSTRAP_SERVERS is bootstrap.servers. */
    public Map<String, Object> properties(String prefix) {
        Map<String, Object> properties = new HashMap<>();
        variables.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                known.add(name);
                String property =
                        name.substring(prefix.length()).toLowerCase(Locale.ROOT).replace('_', '.');
                properties.put(property, value);
            }
        });
        return properties;
    }

    /** A variable with one of the prefixes that nothing has read is a mistake, and most likely a misspelt name. */
    public void rejectUnknown(String... prefixes) {
        variables.keySet().stream()
                .filter(name -> !known.contains(name))
                .filter(name -> Set.of(prefixes).stream().anyMatch(name::startsWith))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw new InvalidSettingException(name + " is not a setting");
                });
    }

    private Optional<String> find(String name) {
        known.add(name);
        return Optional.ofNullable(variables.get(name));
    }

    private <T> Optional<T> parse(String name, Function<String, T> parser, String form) {
        try {
            return find(name).map(parser);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(name + " is not " + form);
        }
    }
}
