package net.voipbin.provisioning.topology.store;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.voipbin.provisioning.domain.Timer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The timers of all customers of a partition, in the order in which they fire. Not thread-safe. */
public record StoredTimers(KeyValueStore<Bytes, byte[]> store) {

    public static final String NAME = "schedule";

    private static final byte[] PRESENT = {1};

    /** @param fires in milliseconds since the epoch */
    public void put(long fires, UUID customerId, Timer.Kind kind) {
        store.put(StoreKeys.timer(fires, customerId, kind), PRESENT);
    }

    /** @param fires in milliseconds since the epoch */
    public void remove(long fires, UUID customerId, Timer.Kind kind) {
        store.delete(StoreKeys.timer(fires, customerId, kind));
    }

    /** Removes a timer by its key, as {@link #upTo} gives it. */
    public void remove(Bytes timer) {
        store.delete(timer);
    }

    /**
     * The keys of timers that are due, the first ones first.
     *
     * @param time in milliseconds since the epoch
     */
    public List<Bytes> upTo(long time, int most) {
        List<Bytes> found = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> entries =
                store.range(Bytes.wrap(new byte[0]), StoreKeys.timersUpTo(time))) {
            while (entries.hasNext() && found.size() < most) {
                found.add(entries.next().key);
            }
        }
        return found;
    }
}
