package net.voipbin.provisioning.sandbox.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Clients of an HTTP server: either as many requests as it can answer, or so many per second whether it answers or not.
 * They cost little beside the server, with which they share the machine. Immutable; one load at a time.
 */
record HttpLoad(InetSocketAddress server) {

    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(2);
    private static final int DIGITS = 3;
    private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    /**
     * How long the body of the answer to the request is.
     *
     * @throws IllegalStateException if it is answered otherwise than expected, or not at all
     */
    int bodyBytes(HttpRequest request) {
        try (HttpConnection connection = HttpConnection.open(server)) {
            HttpConnection.Answer answer = connection.exchange(request.bytes());
            if (answer.status() != request.expected()) {
                throw new IllegalStateException("an unexpected answer: " + answer);
            }
            return answer.bodyBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Sends the same request again and again over so many connections, on each as soon as the one before is answered.
     *
     * @param bodyBytes how long the body of each answer has to be
     * @throws IllegalStateException if one is answered otherwise, or not at all
     */
    Throughput closedLoop(HttpRequest request, int bodyBytes, int connections, Duration warmUp, Duration measured) {
        byte[] bytes = request.bytes();
        return ClosedLoop.run(connections, warmUp, measured, () -> {
            HttpConnection connection = HttpConnection.open(server);
            return new ClosedLoop.Worker() {

                @Override
                public long next() throws IOException {
                    HttpConnection.Answer answer = connection.exchange(bytes);
                    if (answer.status() != request.expected() || answer.bodyBytes() != bodyBytes || answer.last()) {
                        throw new IOException("an unexpected answer: " + answer);
                    }
                    return 1;
                }

                @Override
                public void close() throws IOException {
                    connection.close();
                }
            };
        });
    }

    /**
     * What became of a load of so many requests per second.
     *
     * @param latencies in microseconds, from the moment when each request was due; without those of the warm-up, and
     *     without the requests that got no answer
     * @param answered how many answers there were to the requests after the warm-up, and in what time, from when the first
     *     of them was due until the last was answered
     * @param statuses how often each status was answered, in the warm-up too
     * @param unexpected how often each status was answered to requests that should get another one, in the warm-up too
     * @param unanswered how many requests got no answer, in the warm-up too
     * @param whyUnanswered of one of them
     */
    record Served(
            Histogram latencies,
            Throughput answered,
            Map<Integer, Long> statuses,
            Map<Integer, Long> unexpected,
            long unanswered,
            Optional<Exception> whyUnanswered) {

        /** Whether there was anything but the expected answers; the figures say nothing then. */
        boolean failed() {
            return unanswered > 0 || !unexpected.isEmpty();
        }
    }

    /**
     * Sends requests at a fixed rate, each at its time, however long the answers to others take: each has a connection to
     * itself, a new one where none is idle. What a request waits, it waits from the moment when it was due, also where the
     * client itself was late. Returns when all are answered, or have waited for a minute.
     *
     * @param perSecond how many requests are due in a second, at even distances
     * @param requests by their index, from 0; asked for in many threads at once
     */
    Served openLoop(double perSecond, Duration warmUp, Duration measured, LongFunction<HttpRequest> requests) {
        long warmUpRequests = Math.round(perSecond * warmUp.toNanos() / NANOS_PER_SECOND);
        long all = warmUpRequests + Math.round(perSecond * measured.toNanos() / NANOS_PER_SECOND);
        OpenLoop loop = new OpenLoop(server, warmUpRequests, requests);
        long start = System.nanoTime();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long index = 0; index < all; index++) {
                long next = index;
                long due = start + Math.round(index * NANOS_PER_SECOND / perSecond);
                awaitTime(due);
                clients.execute(() -> loop.request(next, due));
            }
        }
        loop.closeConnections();
        return loop.served(start + Math.round(warmUpRequests * NANOS_PER_SECOND / perSecond));
    }

    private static void awaitTime(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("interrupted while sending requests");
            }
        }
    }

    /** Thread-safe. */
    private static final class OpenLoop {

        private final InetSocketAddress server;
        private final long warmUpRequests;
        private final LongFunction<HttpRequest> requests;
        private final Deque<HttpConnection> idle = new ConcurrentLinkedDeque<>();
        private final Histogram latencies = new ConcurrentHistogram(LONGEST_MICROS, DIGITS);
        private final AtomicLong lastAnswer = new AtomicLong(Long.MIN_VALUE);
        private final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
        private final Map<Integer, LongAdder> unexpected = new ConcurrentHashMap<>();
        private final LongAdder unanswered = new LongAdder();
        private final AtomicReference<Exception> whyUnanswered = new AtomicReference<>();

        OpenLoop(InetSocketAddress server, long warmUpRequests, LongFunction<HttpRequest> requests) {
            this.server = server;
            this.warmUpRequests = warmUpRequests;
            this.requests = requests;
        }

        void request(long index, long due) {
            try {
                HttpRequest request = requests.apply(index);
                int status = exchange(request.bytes());
                long answered = System.nanoTime();
                statuses.computeIfAbsent(status, any -> new LongAdder()).increment();
                if (status != request.expected()) {
                    unexpected.computeIfAbsent(status, any -> new LongAdder()).increment();
                }
                if (index >= warmUpRequests) {
                    latencies.recordValue(Math.min(LONGEST_MICROS, TimeUnit.NANOSECONDS.toMicros(answered - due)));
                    lastAnswer.accumulateAndGet(answered, Math::max);
                }
            } catch (IOException | RuntimeException e) {
                unanswered.increment();
                whyUnanswered.compareAndSet(null, e);
            }
        }

        private int exchange(byte[] request) throws IOException {
            HttpConnection kept = idle.pollFirst();
            HttpConnection connection = kept == null ? HttpConnection.open(server) : kept;
            boolean usable = false;
            try {
                HttpConnection.Answer answer = connection.exchange(request);
                usable = !answer.last();
                return answer.status();
            } finally {
                if (usable) {
                    idle.addFirst(connection);
                } else {
                    connection.close();
                }
            }
        }

        void closeConnections() {
            for (HttpConnection connection : idle) {
                try {
                    connection.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        Served served(long start) {
            long count = latencies.getTotalCount();
            Duration time = count == 0 ? Duration.ofNanos(1) : Duration.ofNanos(lastAnswer.get() - start);
            return new Served(
                    latencies,
                    new Throughput(count, time),
                    counts(statuses),
                    counts(unexpected),
                    unanswered.sum(),
                    Optional.ofNullable(whyUnanswered.get()));
        }

        private static Map<Integer, Long> counts(Map<Integer, LongAdder> counters) {
            Map<Integer, Long> counts = new TreeMap<>();
            counters.forEach((status, counter) -> counts.put(status, counter.sum()));
            return counts;
        }
    }
}
