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
 * A stream thread that dies is replaced, and its open transaction with it. When they die again and again, and not of
 * something that passes by itself, the process gives up, so that whoever runs it sees it. Thread-safe.
 */
final class ThreadReplacement implements StreamsUncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ThreadReplacement.class);
    private static final int MOST_DEATHS = 5;

    private final Recurrence deaths;

    /** @param nanoTime such as {@link System#nanoTime()} */
    ThreadReplacement(LongSupplier nanoTime) {
        deaths = new Recurrence(nanoTime);
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable cause) {
        if (isPassing(cause)) {
            LOG.atWarn().setCause(cause).log("A stream thread has died of something that passes");
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        int deathsOfLate = deaths.happens();
        boolean giveUp = deathsOfLate > MOST_DEATHS;
        LOG.atError()
                .setCause(cause)
                .addKeyValue("deaths_of_late", deathsOfLate)
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
