package net.voipbin.provisioning.bridge.command;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import net.voipbin.provisioning.bridge.command.CommandResultQueries.Name;
import net.voipbin.provisioning.bridge.database.DatabaseUnavailableException;
import net.voipbin.provisioning.bridge.http.ApiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the requests that wait for commands what became of them. One thread asks PostgreSQL for all of them at once, as
 * long as any waits, and rests otherwise. Whoever waits registers before the command is sent, so that no answer slips
 * by. Thread-safe.
 */
public final class CommandOutcomes implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CommandOutcomes.class);

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(200);

    private final CommandResultQueries results;
    private final int most;
    private final Counter turnedAway;
    private final Thread poller;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Name, List<Wait>> waiting = new HashMap<>();
    private int count;
    private boolean closed;

    private CommandOutcomes(CommandResultQueries results, int most, MeterRegistry metrics) {
        this.results = results;
        this.most = most;
        turnedAway = Counter.builder("bridge.waiters.rejected")
                .description("Writes refused because too many were waiting")
                .register(metrics);
        metrics.gauge("bridge.waiters", this, CommandOutcomes::count);
        poller = Thread.ofPlatform().name("command-outcomes").unstarted(this::poll);
    }

    /** @param most how many may wait at a time */
    public static CommandOutcomes start(CommandResultQueries results, int most, MeterRegistry metrics) {
        CommandOutcomes outcomes = new CommandOutcomes(results, most, metrics);
        outcomes.poller.start();
        return outcomes;
    }

    /** One request that waits; to be closed when it no longer does. */
    public final class Wait implements AutoCloseable {

        private final Name name;
        private final CompletableFuture<StoredResult> outcome = new CompletableFuture<>();

        private Wait(Name name) {
            this.name = name;
        }

        /** Completes once the command is decided and the read model shows its effect. */
        public CompletableFuture<StoredResult> outcome() {
            return outcome;
        }

        @Override
        public void close() {
            remove(this);
        }
    }

    /** @throws ApiException SERVICE_UNAVAILABLE where there is no room */
    public Wait register(Name name) {
        lock.lock();
        try {
            if (closed || count >= most) {
                turnedAway.increment();
                throw ApiException.unavailable("Too many writes are under way.", null);
            }
            Wait wait = new Wait(name);
            waiting.computeIfAbsent(name, unseen -> new ArrayList<>(1)).add(wait);
            count++;
            changed.signal();
            return wait;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the asking; those who still wait learn nothing more. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private int count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    private void remove(Wait wait) {
        lock.lock();
        try {
            List<Wait> same = waiting.get(wait.name);
            if (same != null && same.remove(wait)) {
                count--;
                if (same.isEmpty()) {
                    waiting.remove(wait.name);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void poll() {
        Duration pause = Duration.ZERO;
        for (List<Name> names = next(pause); !names.isEmpty(); names = next(pause)) {
            pause = askFor(names);
        }
    }

    /** Asks for all and tells how long to rest: as long as the question took, so that at most half of the time is spent on it. */
    private Duration askFor(List<Name> names) {
        long start = System.nanoTime();
        try {
            results.decided(names).forEach(this::complete);
        } catch (DatabaseUnavailableException e) {
            log.atDebug().setCause(e).log("Outcomes can't be asked for now");
            return PAUSE_AFTER_FAILURE;
        } catch (RuntimeException | Error e) {
            // Whatever it is, all who wait depend on this thread.
            log.atError().setCause(e).log("Asking for outcomes failed");
            return PAUSE_AFTER_FAILURE;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        if (took.compareTo(SHORTEST_PAUSE) < 0) {
            return SHORTEST_PAUSE;
        }
        return took.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : took;
    }

    /** Pauses, then returns the commands that are waited for as soon as there are any; none when closed. */
    private List<Name> next(Duration pause) {
        lock.lock();
        try {
            long nanos = pause.toNanos();
            while (!closed && (nanos > 0 || waiting.isEmpty())) {
                if (nanos > 0) {
                    nanos = changed.awaitNanos(nanos);
                } else {
                    changed.await();
                }
            }
            return closed ? List.of() : List.copyOf(waiting.keySet());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } finally {
            lock.unlock();
        }
    }

    private void complete(StoredResult result) {
        List<Wait> waits;
        lock.lock();
        try {
            waits = List.copyOf(waiting.getOrDefault(new Name(result.commandId(), result.customerId()), List.of()));
        } finally {
            lock.unlock();
        }
        waits.forEach(wait -> wait.outcome.complete(result));
    }
}
