package net.voipbin.provisioning.bridge.auth;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import net.voipbin.provisioning.bridge.http.ApiException;

/**
 * Threads for work that takes a core and much memory for long, so few of them, and with room for few that wait, in the
 * order in which they came. Those are no virtual threads: such work would hold the carriers of all other requests, while
 * the operating system shares cores among these. Thread-safe.
 */
final class HashingThreads implements AutoCloseable {

    private static final int WAITING_PER_THREAD = 16;
    private static final long IDLE_SECONDS = 30;

    private final ThreadPoolExecutor threads;
    private final Counter turnedAway;

    /**
     * @param work tells these from others, in metrics too
     * @param count how many may work at once
     */
    HashingThreads(String work, int count, MeterRegistry metrics) {
        threads = new ThreadPoolExecutor(
                count,
                count,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(count * WAITING_PER_THREAD),
                Thread.ofPlatform().daemon().name("hashing-" + work + "-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
        turnedAway = Counter.builder("bridge.hashing.rejected")
                .description("Requests refused because too many passwords were being hashed")
                .tag("work", work)
                .register(metrics);
        metrics.gauge(
                "bridge.hashing.waiting",
                Tags.of("work", work),
                threads,
                pool -> pool.getQueue().size());
    }

    /**
     * The work's result.
     *
     * @throws ApiException SERVICE_UNAVAILABLE where there is no room to wait
     */
    <T> T run(Supplier<T> work) {
        Future<T> result;
        try {
            result = threads.submit(work::get);
        } catch (RejectedExecutionException e) {
            turnedAway.increment();
            throw ApiException.unavailable("Too many passwords are being hashed.", null);
        }
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("hashing failed", e.getCause());
        } catch (InterruptedException e) {
            result.cancel(false);
            Thread.currentThread().interrupt();
            throw ApiException.unavailable("The bridge is stopping.", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
