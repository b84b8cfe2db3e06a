package net.voipbin.provisioning.operations;

import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import net.voipbin.provisioning.recurrence.Recurrence;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that dies, and its open transaction with it. When threads die more than five times within a
 * minute, and not of something that passes by itself, it ends the process, so that whoever runs it sees it. Thread-safe.
 */
final class ThreadReplacement implements StreamsUncaughtExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ThreadReplacement.class);
    private static final int MAX_DEATHS = 5;

    private final Recurrence deaths;

    /** @param nanoTime a monotonic clock such as {@link System#nanoTime()} */
    ThreadReplacement(LongSupplier nanoTime) {
        deaths = new Recurrence(nanoTime);
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable cause) {
        if (isPassing(cause)) {
            log.atWarn().setCause(cause).log("A stream thread has died of something that passes");
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        int recentDeaths = deaths.record();
        boolean giveUp = recentDeaths > MAX_DEATHS;
        log.atError()
                .setCause(cause)
                .addKeyValue("recent_deaths", recentDeaths)
                .addKeyValue("giving_up", giveUp)
                .log("A stream thread has died");
        return giveUp ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT : StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /**
     * Whether the cause passes by itself, such as a registry or broker out of reach, which has been waited for already:
     * giving up would not help.
     */
    private static boolean isPassing(Throwable cause) {
        return Stream.iterate(cause, Objects::nonNull, Throwable::getCause)
                .anyMatch(RetriableException.class::isInstance);
    }
}
