package net.voipbin.provisioning.bridge;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import net.voipbin.provisioning.bridge.auth.Tokens;
import net.voipbin.provisioning.bridge.limit.RateLimits;
import net.voipbin.provisioning.settings.InvalidSettingException;
import net.voipbin.provisioning.settings.Secret;
import net.voipbin.provisioning.settings.Settings;

/**
 * What the bridge is told at its start. Immutable.
 *
 * @param port 0 for any free one, as for the management port
 * @param tokenKey signs the tokens; the same for all bridges
 * @param requestKey makes command ids, page tokens and webhook secrets; the same for all bridges, and never changed
 * @param writeDeadline how long a write may wait for its outcome
 * @param maxConnections how many connections may be open at a time
 * @param idleTimeout how long a connection may rest before it is closed
 * @param clientTimeout how long a client may take over a request's headers, over its body, and over its answer
 * @param maxRequests how many requests may be under way at a time
 * @param maxWaiting how many writes may wait at a time; fewer than requests, so that there is always room for reads
 * @param untilDeletion how long after its freeze a customer is deleted; as the provisioner has it
 * @param limits how often what may be tried; each bridge counts for itself
 * @param trustedProxies how many proxies stand in front of the bridge
 * @param termsVersion of the terms that who signs up agrees to
 * @param kafka properties of the Kafka client
 * @param serde properties of the serdes
 */
record BridgeSettings(
        String host,
        int port,
        String managementHost,
        int managementPort,
        String postgresUrl,
        String postgresUser,
        Secret postgresPassword,
        int databaseConnections,
        UUID platformCustomerId,
        Secret tokenKey,
        Duration tokenLifetime,
        Secret requestKey,
        Duration writeDeadline,
        int maxConnections,
        Duration idleTimeout,
        Duration clientTimeout,
        int maxRequests,
        int maxWaiting,
        Duration untilDeletion,
        RateLimits.Quotas limits,
        int trustedProxies,
        String termsVersion,
        Map<String, Object> kafka,
        Map<String, Object> serde) {

    private static final int LEAST_KEY_BYTES = 32;
    private static final int MOST_PORT = 65_535;
    private static final int MOST_ATTEMPTS = 10_000_000;
    private static final int MOST_TERMS_VERSION = 255;
    private static final Pattern OPTIONS = Pattern.compile("[?&]options=");

    BridgeSettings {
        kafka = Map.copyOf(kafka);
        serde = Map.copyOf(serde);
    }

    /** The URL, without options: they would replace those that put a connection into its role. */
    private static String postgresUrl(String url) {
        if (OPTIONS.matcher(url).find()) {
            throw new InvalidSettingException("POSTGRES_URL has options, which a bridge sets itself");
        }
        return url;
    }

    /** @throws InvalidSettingException naming the first setting that is missing, unknown or out of bounds */
    static BridgeSettings from(Map<String, String> environment) {
        Settings settings = new Settings(environment);
        BridgeSettings bridge = new BridgeSettings(
                settings.text("BRIDGE_HOST", "127.0.0.1"),
                settings.integer("BRIDGE_PORT", 8080, 0, MOST_PORT),
                settings.text("MANAGEMENT_HOST", "127.0.0.1"),
                settings.integer("MANAGEMENT_PORT", 9080, 0, MOST_PORT),
                postgresUrl(settings.text("POSTGRES_URL")),
                settings.text("POSTGRES_USER"),
                settings.secret("POSTGRES_PASSWORD", 0),
                settings.integer("BRIDGE_DATABASE_CONNECTIONS", 10, 1, 1_000),
                settings.uuid("PLATFORM_CUSTOMER_ID"),
                settings.secret("BRIDGE_TOKEN_KEY", LEAST_KEY_BYTES),
                settings.duration(
                        "BRIDGE_TOKEN_LIFETIME", Tokens.DEFAULT_LIFETIME, Duration.ofMinutes(1), Duration.ofDays(366)),
                settings.secret("BRIDGE_REQUEST_KEY", LEAST_KEY_BYTES),
                settings.duration(
                        "BRIDGE_WRITE_DEADLINE", Duration.ofSeconds(10), Duration.ofMillis(500), Duration.ofMinutes(5)),
                settings.integer("BRIDGE_MAX_CONNECTIONS", 2_000, 1, 1_000_000),
                settings.duration(
                        "BRIDGE_IDLE_TIMEOUT", Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofHours(1)),
                settings.duration(
                        "BRIDGE_CLIENT_TIMEOUT", Duration.ofSeconds(10), Duration.ofMillis(500), Duration.ofMinutes(5)),
                settings.integer("BRIDGE_MAX_REQUESTS", 1_000, 1, 100_000),
                settings.integer("BRIDGE_MAX_WAITING", 500, 1, 100_000),
                settings.duration(
                        "BRIDGE_DELETION_AFTER", Duration.ofDays(30), Duration.ofSeconds(1), Duration.ofDays(3_660)),
                new RateLimits.Quotas(
                        settings.integer("BRIDGE_LOGIN_FAILURES_PER_USERNAME", 10, 1, MOST_ATTEMPTS),
                        settings.integer("BRIDGE_LOGIN_FAILURES_PER_ADDRESS", 300, 1, MOST_ATTEMPTS),
                        settings.integer("BRIDGE_SIGNUPS_PER_ADDRESS", 100, 1, MOST_ATTEMPTS),
                        settings.integer("BRIDGE_SIGNUPS_PER_EMAIL", 10, 1, MOST_ATTEMPTS)),
                settings.integer("BRIDGE_TRUSTED_PROXIES", 0, 0, 10),
                termsVersion(settings),
                settings.properties("KAFKA_"),
                settings.properties("SERDE_"));
        settings.rejectUnknown("BRIDGE_", "POSTGRES_", "MANAGEMENT_");
        return bridge;
    }

    /** The terms' version, of 255 characters at most: a longer one would have every sign-up refused. */
    private static String termsVersion(Settings settings) {
        String name = "BRIDGE_TERMS_VERSION";
        String version = settings.text(name, "1");
        if (version.isEmpty() || version.length() > MOST_TERMS_VERSION) {
            throw new InvalidSettingException(name + " is empty or longer than " + MOST_TERMS_VERSION + " characters");
        }
        return version;
    }
}
