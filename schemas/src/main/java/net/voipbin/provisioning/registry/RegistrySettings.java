package net.voipbin.provisioning.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.voipbin.provisioning.settings.Secret;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/**
 * How to reach the registry, read from the keys, and with the defaults, of Confluent's own serdes.
 *
 * @param endpoints the registries, equals of each other, in the order in which to try them
 * @param maxRetries how often to go round all endpoints again after the first time
 * @param retryWait the longest wait before the first of those; doubled each time
 * @param retryMaxWait the longest wait of all
 */
public record RegistrySettings(
        List<Endpoint> endpoints,
        Duration connectTimeout,
        Duration readTimeout,
        int maxRetries,
        Duration retryWait,
        Duration retryMaxWait) {

    public static final String URL = "schema.registry.url";
    public static final String BASIC_AUTH_SOURCE = "basic.auth.credentials.source";
    public static final String BASIC_AUTH_USER_INFO = "basic.auth.user.info";
    public static final String BEARER_AUTH_SOURCE = "bearer.auth.credentials.source";
    public static final String BEARER_AUTH_TOKEN = "bearer.auth.token";
    public static final String CONNECT_TIMEOUT_MS = "http.connect.timeout.ms";
    public static final String READ_TIMEOUT_MS = "http.read.timeout.ms";
    public static final String MAX_RETRIES = "max.retries";
    public static final String RETRIES_WAIT_MS = "retries.wait.ms";
    public static final String RETRIES_MAX_WAIT_MS = "retries.max.wait.ms";

    private static final String UNSUPPORTED_TLS_PREFIX = "schema.registry.ssl.";

    private static final ConfigDef DEFINITION = new ConfigDef()
            .define(URL, Type.LIST, Importance.HIGH, "Registries, comma separated")
            .define(BASIC_AUTH_SOURCE, Type.STRING, "URL", Importance.MEDIUM, "URL or USER_INFO")
            .define(BASIC_AUTH_USER_INFO, Type.PASSWORD, "", Importance.MEDIUM, "user:password")
            .define(BEARER_AUTH_SOURCE, Type.STRING, "", Importance.MEDIUM, "STATIC_TOKEN")
            .define(BEARER_AUTH_TOKEN, Type.PASSWORD, "", Importance.MEDIUM, "The token")
            // Confluent waits for a minute each; a stream thread that waits holds up all of its partitions.
            .define(CONNECT_TIMEOUT_MS, Type.INT, 2_000, Range.atLeast(1), Importance.LOW, "To connect")
            .define(READ_TIMEOUT_MS, Type.INT, 5_000, Range.atLeast(1), Importance.LOW, "To answer")
            .define(MAX_RETRIES, Type.INT, 3, Range.atLeast(0), Importance.LOW, "Rounds after the first")
            .define(RETRIES_WAIT_MS, Type.INT, 1_000, Range.atLeast(0), Importance.LOW, "Before the first retry")
            .define(RETRIES_MAX_WAIT_MS, Type.INT, 20_000, Range.atLeast(0), Importance.LOW, "Before any retry");

    /**
     * One registry.
     *
     * @param base the address that the REST paths are appended to; without credentials and trailing slash
     * @param authorization the value of the Authorization header
     */
    public record Endpoint(URI base, Optional<Secret> authorization) {}

    public RegistrySettings {
        endpoints = List.copyOf(endpoints);
    }

    /**
     * Other keys are left alone.
     *
     * @throws ConfigException naming the key that is missing, malformed or not supported; never shows a secret
     */
    public static RegistrySettings of(Map<String, ?> properties) {
        properties.keySet().stream()
                .filter(key -> key.startsWith(UNSUPPORTED_TLS_PREFIX))
                .findFirst()
                .ifPresent(key -> {
                    throw new ConfigException(key + " is not supported: the JVM's own key and trust stores are used");
                });
        AbstractConfig config = new AbstractConfig(DEFINITION, properties, false);
        Optional<Secret> configured = configuredAuthorization(config);
        List<Endpoint> endpoints = config.getList(URL).stream()
                .map(url -> endpoint(url, configured))
                .toList();
        if (endpoints.isEmpty()) {
            throw new ConfigException(URL + " is empty");
        }
        return new RegistrySettings(
                endpoints,
                milliseconds(config, CONNECT_TIMEOUT_MS),
                milliseconds(config, READ_TIMEOUT_MS),
                config.getInt(MAX_RETRIES),
                milliseconds(config, RETRIES_WAIT_MS),
                milliseconds(config, RETRIES_MAX_WAIT_MS));
    }

    private static Duration milliseconds(AbstractConfig config, String key) {
        return Duration.ofMillis(config.getInt(key));
    }

    private static Optional<Secret> configuredAuthorization(AbstractConfig config) {
        String bearerSource = config.getString(BEARER_AUTH_SOURCE);
        if (!bearerSource.isEmpty()) {
            if (!bearerSource.equals("STATIC_TOKEN")) {
                throw new ConfigException(BEARER_AUTH_SOURCE + " supports STATIC_TOKEN only");
            }
            return Optional.of(new Secret("Bearer " + secret(config, BEARER_AUTH_TOKEN)));
        }
        return switch (config.getString(BASIC_AUTH_SOURCE)) {
            case "URL" -> Optional.empty();
            case "USER_INFO" -> Optional.of(basic(secret(config, BASIC_AUTH_USER_INFO)));
            default -> throw new ConfigException(BASIC_AUTH_SOURCE + " supports URL and USER_INFO only");
        };
    }

    private static String secret(AbstractConfig config, String key) {
        Password password = config.getPassword(key);
        if (password.value().isBlank()) {
            throw new ConfigException(key + " is not set");
        }
        return password.value();
    }

    private static Secret basic(String userInfo) {
        return new Secret("Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8)));
    }

    private static Endpoint endpoint(String url, Optional<Secret> configured) {
        try {
            URI given = new URI(url.strip());
            boolean http = "http".equalsIgnoreCase(given.getScheme()) || "https".equalsIgnoreCase(given.getScheme());
            if (!http || given.getHost() == null || given.getRawQuery() != null || given.getRawFragment() != null) {
                throw malformedUrl();
            }
            String port = given.getPort() < 0 ? "" : ":" + given.getPort();
            String path = given.getRawPath().replaceAll("/+$", "");
            URI base = new URI(given.getScheme() + "://" + given.getHost() + port + path);
            Optional<Secret> fromUrl = Optional.ofNullable(given.getUserInfo()).map(RegistrySettings::basic);
            return new Endpoint(base, configured.or(() -> fromUrl));
        } catch (URISyntaxException e) {
            throw malformedUrl();
        }
    }

    /** Without the URL, nor the parser's exception, which quotes it: it may hold a password. */
    private static ConfigException malformedUrl() {
        return new ConfigException(URL + " has an entry that is not an http or https URL without query");
    }
}
