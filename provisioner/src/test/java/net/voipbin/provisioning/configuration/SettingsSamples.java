package net.voipbin.provisioning.configuration;

import java.util.HashMap;
import java.util.Map;

/** Environments for the provisioner. */
public final class SettingsSamples {

    static final String PLATFORM = "00000000-0000-4000-8000-000000000001";
    static final String HASH_KEY = "0123456789abcdef0123456789abcdef";

    private SettingsSamples() {}

    /** What must be set, and nothing else. */
    static Map<String, String> least() {
        return Map.of(
                "POSTGRES_URL", "jdbc:postgresql://127.0.0.1:5432/provisioning",
                "POSTGRES_USER", "provisioner",
                "POSTGRES_PASSWORD", "the-database-password",
                "PLATFORM_CUSTOMER_ID", PLATFORM,
                "PROVISIONER_INSTANCE_ID", "provisioner-0",
                "PROVISIONER_STATE_DIR", "/var/lib/provisioner",
                "PROVISIONER_HASH_KEY", HASH_KEY);
    }

    public static Map<String, String> leastWith(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(least());
        environment.putAll(more);
        return environment;
    }

    static Map<String, String> leastWithout(String name) {
        Map<String, String> environment = new HashMap<>(least());
        environment.remove(name);
        return environment;
    }
}
