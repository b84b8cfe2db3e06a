package net.voipbin.provisioning.domain.model;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import net.voipbin.provisioning.domain.Command;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.InMemoryClaims;
import net.voipbin.provisioning.domain.InMemoryProvisioner;
import net.voipbin.provisioning.domain.InMemoryTenant;

/** A provisioner that answers a command that arrives again from what it remembers. Not thread-safe. */
final class RememberedResults {

    private record Key(UUID customerId, UUID commandId) {}

    private final InMemoryProvisioner provisioner;
    private final boolean forgetful;
    private final Map<Key, Decision> results = new HashMap<>();

    /** @param forgetful for tests of tests */
    RememberedResults(InMemoryProvisioner provisioner, boolean forgetful) {
        this.provisioner = provisioner;
        this.forgetful = forgetful;
    }

    Decision handle(Command command, Instant received) {
        Key key = new Key(command.customerId(), command.commandId());
        Decision known = results.get(key);
        if (known != null && !forgetful) {
            return known;
        }
        Decision decision = provisioner.handle(command, received);
        results.put(key, decision);
        return decision;
    }

    InMemoryTenant tenant(UUID customerId) {
        return provisioner.tenant(customerId);
    }

    InMemoryClaims claims() {
        return provisioner.claims();
    }
}
