package net.voipbin.provisioning.domain;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Who holds which unique value, of all customers. Not thread-safe. */
public final class InMemoryClaims {

    private record Value(Claim.Namespace namespace, String text) {
        static Value of(Claim claim) {
            return new Value(claim.namespace(), claim.value());
        }
    }

    private final Map<Value, UUID> holders = new HashMap<>();

    /** Takes the value where it is free, or the claim's own already. */
    public boolean claim(Claim claim) {
        return holders.computeIfAbsent(Value.of(claim), value -> claim.holderId())
                .equals(claim.holderId());
    }

    /**
     * Frees the value.
     *
     * @throws IllegalStateException when the claim isn't held
     */
    public void release(Claim claim) {
        if (!holders.remove(Value.of(claim), claim.holderId())) {
            throw new IllegalStateException("not held: " + claim);
        }
    }

    public Optional<UUID> holder(Claim.Namespace namespace, String value) {
        return Optional.ofNullable(holders.get(new Value(namespace, value)));
    }

    /** All values held in a namespace. */
    public Set<String> values(Claim.Namespace namespace) {
        return holders.keySet().stream()
                .filter(value -> value.namespace() == namespace)
                .map(Value::text)
                .collect(Collectors.toSet());
    }
}
