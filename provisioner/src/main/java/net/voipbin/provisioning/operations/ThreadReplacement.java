package net.voipbin.provisioning.operations;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream thread that dies is replaced, and its open transaction with it. When they die again and again, and not of
 * something that passes by itself, the process gives up, so that whoever runs it sees it. Thread-safe.
 */
final class ThreadReplacement implements StreamsUncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ThreadReplacement.class);
    private static final int MOST_DEATHS = 5;
    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;
    private final Deque<Long> deaths = new ArrayDeque<>();

    /** @param nanoTime such as {@link System#nanoTime()}: a wall clock that is set back would keep deaths for longer */
    ThreadReplacement(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable cause) {
        if (isPassing(cause)) {
            LOG.atWarn().setCause(cause).log("A stream thread has died of something that passes");
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        long now = nanoTime.getAsLong();
        deaths.addLast(now);
        while (now - deaths.getFirst() > PERIOD.toNanos()) {
            deaths.removeFirst();
        }
        boolean giveUp = deaths.size() > MOST_DEATHS;
        LOG.atError()
                .setCause(cause)
                .addKeyValue("deaths_of_late", deaths.size())
                .addKeyValue("giving_up", giveUp)
                .log("A stream thread has died");
        return giveUp ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT : StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** Such as a registry or broker out of reach, which has been waited for already: giving up would not help. */
    private static boolean isPassing(Throwable cause) {
        return Stream.iterate(cause, Objects::nonNull, Throwable::getCause)
                .anyMatch(RetriableException.class::isInstance);
    }
}
