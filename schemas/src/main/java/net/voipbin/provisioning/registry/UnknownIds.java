package net.voipbin.provisioning.registry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Ids that the registry had no schema for a short while ago; the oldest are forgotten first. Thread-safe. */
final class UnknownIds {

    private final int capacity;
    private final Duration lifetime;
    private final InstantSource clock;
    private final Map<Integer, Instant> since = new LinkedHashMap<>();

    UnknownIds(int capacity, Duration lifetime, InstantSource clock) {
        this.capacity = capacity;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    synchronized boolean contains(int id) {
        Instant found = since.get(id);
        if (found == null) {
            return false;
        }
        if (clock.instant().isBefore(found.plus(lifetime))) {
            return true;
        }
        since.remove(id);
        return false;
    }

    synchronized void add(int id) {
        since.remove(id);
        since.put(id, clock.instant());
        if (since.size() > capacity) {
            since.remove(since.keySet().iterator().next());
        }
    }
}
