package net.voipbin.provisioning.registry;

import java.util.Optional;

/** A serde's hold on the shared client, from its configuration to its closing. Thread-safe. */
final class ClientHandle {

    private record Held(RegistrySettings settings, SchemaRegistryClient client) {}

    private volatile Optional<Held> held = Optional.empty();

    synchronized void open(RegistrySettings settings) {
        Optional<Held> before = held;
        held = Optional.of(new Held(settings, SharedClients.acquire(settings)));
        before.ifPresent(old -> SharedClients.release(old.settings));
    }

    SchemaRegistryClient client() {
        return held.map(Held::client)
                .orElseThrow(() -> new IllegalStateException("The serde is not configured, or is closed"));
    }

    synchronized void close() {
        held.ifPresent(old -> SharedClients.release(old.settings));
        held = Optional.empty();
    }
}
