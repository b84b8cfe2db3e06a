package net.voipbin.provisioning.registry;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Remembers what was loaded; whoever asks for a key that is being loaded gets that load's outcome. Failures are not
 * remembered. Beyond its capacity the values loaded longest ago are forgotten. Thread-safe.
 */
final class CoalescingCache<K, V> {

    private final int capacity;
    private final ConcurrentMap<K, CompletableFuture<V>> loads = new ConcurrentHashMap<>();
    private final Queue<K> oldestFirst = new ConcurrentLinkedQueue<>();

    CoalescingCache(int capacity) {
        this.capacity = capacity;
    }

    /** The value, loaded in the caller's own thread if nobody else does; fails as the load does. */
    V get(K key, Function<? super K, ? extends V> loader) {
        while (true) {
            CompletableFuture<V> known = loads.get(key);
            if (known == null) {
                CompletableFuture<V> mine = new CompletableFuture<>();
                known = loads.putIfAbsent(key, mine);
                if (known == null) {
                    return load(key, mine, loader);
                }
            }
            try {
                return known.get();
            } catch (ExecutionException e) {
                // The other thread was interrupted, not this one.
                if (!(e.getCause() instanceof InterruptException)) {
                    throw rethrown(e);
                }
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
    }

    int size() {
        return loads.size();
    }

    private V load(K key, CompletableFuture<V> mine, Function<? super K, ? extends V> loader) {
        try {
            V value = loader.apply(key);
            oldestFirst.add(key);
            mine.complete(value);
            forgetBeyondCapacity();
            return value;
        } catch (RuntimeException | Error e) {
            loads.remove(key, mine);
            mine.completeExceptionally(e);
            throw e;
        }
    }

    private void forgetBeyondCapacity() {
        while (oldestFirst.size() > capacity) {
            K oldest = oldestFirst.poll();
            if (oldest != null) {
                loads.remove(oldest);
            }
        }
    }

    private static RuntimeException rethrown(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
    }
}
