package net.voipbin.provisioning.topology.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.domain.Tenant.Place;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Which resource of a customer has a unique value, and which refer to another. Not thread-safe. */
public record ResourceIndex(KeyValueStore<Bytes, byte[]> store) {

    public static final String NAME = "index";

    private static final byte[] PRESENT = {1};

    /** The resource that has the value; empty where it is free. */
    public Optional<UUID> holder(UUID customerId, byte[] uniqueKeyHash) {
        return Optional.ofNullable(store.get(StoreKeys.uniqueKey(customerId, uniqueKeyHash)))
                .map(bytes -> {
                    ByteBuffer holder = ByteBuffer.wrap(bytes);
                    return new UUID(holder.getLong(), holder.getLong());
                });
    }

    public void putHolder(UUID customerId, byte[] uniqueKeyHash, UUID holder) {
        store.put(
                StoreKeys.uniqueKey(customerId, uniqueKeyHash),
                ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(holder.getMostSignificantBits())
                        .putLong(holder.getLeastSignificantBits())
                        .array());
    }

    public void removeHolder(UUID customerId, byte[] uniqueKeyHash) {
        store.delete(StoreKeys.uniqueKey(customerId, uniqueKeyHash));
    }

    public void putReference(UUID customerId, UUID referred, Place referrer) {
        store.put(StoreKeys.reference(customerId, referred, referrer.type(), referrer.id()), PRESENT);
    }

    public void removeReference(UUID customerId, UUID referred, Place referrer) {
        store.delete(StoreKeys.reference(customerId, referred, referrer.type(), referrer.id()));
    }

    /** All resources that refer to this one, in the order of their keys. */
    public List<Place> referrers(UUID customerId, UUID referred) {
        List<Place> found = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> entries = store.range(
                StoreKeys.firstReference(customerId, referred), StoreKeys.lastReference(customerId, referred))) {
            entries.forEachRemaining(entry -> found.add(StoreKeys.referrer(entry.key)));
        }
        return found;
    }
}
