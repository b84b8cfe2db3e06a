package net.voipbin.provisioning.bridge.server;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Bounds how long a thread is at a client's mercy: it interrupts the thread, which closes the socket that it waits for,
 * be it to read or to write. The server itself knows no such bound, whatever its settings say. Thread-safe.
 */
final class ClientWatchdog implements AutoCloseable {

    /** What a client may be slow with. */
    enum Part {
        HEADERS,
        BODY,
        ANSWER
    }

    /** How many times within the time that a client has it is looked after; it may take that much longer. */
    private static final int LOOKS = 10;

    private final Duration most;
    private final Set<Turn> turns = ConcurrentHashMap.newKeySet();
    private final Map<Part, Counter> tooSlow = new EnumMap<>(Part.class);
    private final ScheduledExecutorService clock;

    /** @param most how long a client may take over each part */
    ClientWatchdog(Duration most, MeterRegistry metrics) {
        this.most = most;
        for (Part part : Part.values()) {
            tooSlow.put(
                    part,
                    Counter.builder("bridge.clients.too.slow")
                            .description("Connections closed since the client took too long over a part of a request")
                            .tag("part", part.name().toLowerCase(Locale.ROOT))
                            .register(metrics));
        }
        // Looks every so often: an alarm for each part of each request would wake its thread each time.
        clock = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("slow-clients").factory());
        long pause = most.dividedBy(LOOKS).toNanos();
        clock.scheduleAtFixedRate(() -> turns.forEach(Turn::check), pause, pause, TimeUnit.NANOSECONDS);
    }

    /** The work took too long; the socket that it used may be closed. */
    static final class TooSlowException extends RuntimeException {

        TooSlowException() {
            super("too slow", null, false, false);
        }
    }

    /**
     * Does the work on this thread.
     *
     * @throws TooSlowException where it took too long, whether or not it was done in the end
     */
    <T> T over(Part part, Supplier<T> work) {
        Turn turn = begin(part);
        T result;
        try {
            result = work.get();
        } catch (RuntimeException | Error e) {
            if (turn.end()) {
                throw e;
            }
            throw new TooSlowException();
        }
        if (!turn.end()) {
            throw new TooSlowException();
        }
        return result;
    }

    /** Begins to watch this thread. */
    Turn begin(Part part) {
        Turn turn = new Turn(part, Thread.currentThread(), System.nanoTime() + most.toNanos());
        turns.add(turn);
        return turn;
    }

    /** Watches no longer; whatever is still under way goes on without a bound. */
    @Override
    public void close() {
        clock.shutdownNow();
    }

    /** A stretch of time in which a thread is watched. */
    final class Turn {

        private final Part part;
        private final Thread watched;
        private final long deadline;
        private final ReentrantLock lock = new ReentrantLock();
        private boolean ended;
        private boolean expired;

        private Turn(Part part, Thread watched, long deadline) {
            this.part = part;
            this.watched = watched;
            this.deadline = deadline;
        }

        /** Interrupts the thread where its time is up; under the lock, so that none reaches it once it has ended the turn. */
        private void check() {
            if (System.nanoTime() - deadline < 0) {
                return;
            }
            turns.remove(this);
            lock.lock();
            try {
                // Headers that were no headers end their connection, not their turn.
                if (!ended && watched.isAlive()) {
                    expired = true;
                    Objects.requireNonNull(tooSlow.get(part)).increment();
                    watched.interrupt();
                }
            } finally {
                lock.unlock();
            }
        }

        /** Ends the turn, and returns whether the thread was in time. To be called by the watched thread. */
        boolean end() {
            turns.remove(this);
            lock.lock();
            try {
                ended = true;
                if (expired) {
                    Thread.interrupted();
                }
                return !expired;
            } finally {
                lock.unlock();
            }
        }
    }
}
