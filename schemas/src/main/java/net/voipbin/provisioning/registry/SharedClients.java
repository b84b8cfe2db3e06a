package net.voipbin.provisioning.registry;

import java.util.HashMap;
import java.util.Map;

/**
 * One client, hence one memory and one set of threads, for all serdes of the process that are configured alike; closed
 * with the last of them. Thread-safe.
 */
final class SharedClients {

    private static final Map<RegistrySettings, Shared> CLIENTS = new HashMap<>();

    private record Shared(SchemaRegistryClient client, int users) {}

    private SharedClients() {}

    /** To be given back by {@link #release}, once for each call. */
    static SchemaRegistryClient acquire(RegistrySettings settings) {
        synchronized (CLIENTS) {
            Shared shared = CLIENTS.computeIfAbsent(settings, key -> new Shared(new SchemaRegistryClient(key), 0));
            CLIENTS.put(settings, new Shared(shared.client, shared.users + 1));
            return shared.client;
        }
    }

    static void release(RegistrySettings settings) {
        synchronized (CLIENTS) {
            Shared shared = CLIENTS.get(settings);
            if (shared == null) {
                throw new IllegalStateException("Released more often than acquired");
            }
            if (shared.users > 1) {
                CLIENTS.put(settings, new Shared(shared.client, shared.users - 1));
            } else {
                CLIENTS.remove(settings);
                shared.client.close();
            }
        }
    }
}
