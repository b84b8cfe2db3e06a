package net.voipbin.provisioning.sandbox.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/** Workers that each do the next thing as soon as the last one is done: as much as can be done by so many at once. */
final class ClosedLoop {

    private ClosedLoop() {}

    /** Does one thing after the other, in a thread of its own. */
    interface Worker extends AutoCloseable {

        /** Does the next; how many it was. */
        long next() throws Exception;

        @Override
        default void close() throws Exception {}
    }

    /** Makes a worker, in the thread that it will work in. */
    @FunctionalInterface
    interface Workers {

        Worker open() throws Exception;
    }

    /**
     * Lets them work for both times, and counts what is done within the second.
     *
     * @throws IllegalStateException if one of them failed, as soon as it does; if nothing was done within the second time
     */
    static Throughput run(int workers, Duration warmUp, Duration measured, Workers source) {
        LongAdder done = new LongAdder();
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> failure = new CompletableFuture<>();
        List<Thread> threads = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            threads.add(Thread.ofPlatform().name("worker-" + worker).start(() -> work(source, done, over, failure)));
        }
        try {
            unlessFailed(failure, warmUp);
            long before = done.sum();
            long start = System.nanoTime();
            unlessFailed(failure, measured);
            long count = done.sum() - before;
            if (count == 0) {
                throw new IllegalStateException("nothing was done in " + measured.toMillis() + " ms");
            }
            return Throughput.since(start, count);
        } finally {
            over.set(true);
            threads.forEach(ClosedLoop::join);
        }
    }

    private static void work(Workers source, LongAdder done, AtomicBoolean over, CompletableFuture<Void> failure) {
        try (Worker worker = source.open()) {
            while (!over.get()) {
                done.add(worker.next());
            }
        } catch (Throwable e) {
            // An Error too: with a worker less the figure would be another's.
            failure.completeExceptionally(e);
        }
    }

    private static void unlessFailed(CompletableFuture<Void> failure, Duration time) {
        try {
            failure.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException asItShould) {
            return;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a worker failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
