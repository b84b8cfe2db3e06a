package net.voipbin.provisioning.registry;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Ids that the registry had no schema for a short while ago; the oldest are forgotten first. Thread-safe. */
final class UnknownIds {

    private final int capacity;
    private final long lifetime;
    private final LongSupplier nanoTime;
    private final Map<Integer, Long> since = new LinkedHashMap<>();

    /** @param nanoTime such as {@link System#nanoTime()}: a wall clock that is set back would keep ids for longer */
    UnknownIds(int capacity, Duration lifetime, LongSupplier nanoTime) {
        this.capacity = capacity;
        this.lifetime = lifetime.toNanos();
        this.nanoTime = nanoTime;
    }

    synchronized boolean contains(int id) {
        Long found = since.get(id);
        if (found == null) {
            return false;
        }
        if (nanoTime.getAsLong() - found < lifetime) {
            return true;
        }
        since.remove(id);
        return false;
    }

    synchronized void add(int id) {
        since.remove(id);
        since.put(id, nanoTime.getAsLong());
        if (since.size() > capacity) {
            since.remove(since.keySet().iterator().next());
        }
    }
}
