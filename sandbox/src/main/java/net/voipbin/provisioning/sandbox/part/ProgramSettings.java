package net.voipbin.provisioning.sandbox.part;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import net.voipbin.provisioning.sandbox.process.Loopback;

/**
 * The environment that the programs are started with: the same variables as in docker-compose.yml. Immutable.
 *
 * @param postgresUser the provisioner's; must be allowed to create the schema, and roles
 */
public record ProgramSettings(
        String bootstrapServers,
        String registryUrl,
        String postgresUrl,
        String postgresUser,
        String postgresPassword,
        Secrets secrets) {

    /** Enough to see several at work, few enough to start at once on a small machine. */
    public static final int PARTITIONS = 4;

    /** PostgreSQL's role that the bridges have to themselves. */
    static final String BRIDGE_ROLE = "api_bridge";

    public static ProgramSettings of(EmbeddedParts parts, Secrets secrets) {
        return new ProgramSettings(
                parts.kafka().bootstrapServers(),
                parts.registry().url(),
                parts.postgres().jdbcUrl(),
                EmbeddedPostgres.USER,
                "any",
                secrets);
    }

    /**
     * Of a provisioner.
     *
     * @param instanceId names it among all provisioners, also after a restart
     */
    public Map<String, String> provisioner(String instanceId, Path stateDirectory, int managementPort) {
        Map<String, String> environment = common(managementPort, postgresUser, postgresPassword);
        environment.put(
                "POSTGRES_BRIDGE_PASSWORD", secrets.bridgeDatabasePassword().reveal());
        environment.put("PROVISIONER_INSTANCE_ID", instanceId);
        environment.put("PROVISIONER_STATE_DIR", stateDirectory.toString());
        environment.put("PROVISIONER_HASH_KEY", secrets.provisionerHashKey().reveal());
        environment.put("TOPIC_REPLICATION_FACTOR", "1");
        environment.put("TOPIC_PARTITIONS", Integer.toString(PARTITIONS));
        return environment;
    }

    /** The environment variables of a bridge. */
    public Map<String, String> bridge(int port, int managementPort) {
        Map<String, String> environment = common(
                managementPort, BRIDGE_ROLE, secrets.bridgeDatabasePassword().reveal());
        environment.put("BRIDGE_HOST", Loopback.HOST);
        environment.put("BRIDGE_PORT", Integer.toString(port));
        environment.put("BRIDGE_TOKEN_KEY", secrets.bridgeTokenKey().reveal());
        environment.put("BRIDGE_REQUEST_KEY", secrets.bridgeRequestKey().reveal());
        // A hundred times the defaults: whoever tries things out comes from one address and is nobody's attacker.
        environment.put("BRIDGE_LOGIN_FAILURES_PER_USERNAME", "1000");
        environment.put("BRIDGE_LOGIN_FAILURES_PER_ADDRESS", "30000");
        environment.put("BRIDGE_SIGNUPS_PER_ADDRESS", "10000");
        environment.put("BRIDGE_SIGNUPS_PER_EMAIL", "1000");
        return environment;
    }

    private Map<String, String> common(int managementPort, String user, String password) {
        return new TreeMap<>(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", bootstrapServers,
                "SERDE_SCHEMA_REGISTRY_URL", registryUrl,
                "POSTGRES_URL", postgresUrl,
                "POSTGRES_USER", user,
                "POSTGRES_PASSWORD", password,
                "PLATFORM_CUSTOMER_ID", secrets.platformCustomerId().toString(),
                "MANAGEMENT_HOST", Loopback.HOST,
                "MANAGEMENT_PORT", Integer.toString(managementPort)));
    }
}
