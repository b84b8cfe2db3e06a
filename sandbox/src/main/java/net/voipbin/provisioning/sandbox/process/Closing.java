package net.voipbin.provisioning.sandbox.process;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What has to be closed in the end, in the reverse of the order in which it was opened. Thread-safe. */
public final class Closing implements AutoCloseable {

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private boolean closing;

    /** Returns what it is given; closes it at once where the end has begun already. */
    public synchronized <T extends AutoCloseable> T add(T resource) {
        opened.push(resource);
        if (closing) {
            close();
        }
        return resource;
    }

    /** Whether the end has begun. */
    public synchronized boolean hasBegun() {
        return closing;
    }

    /**
     * Closes all of it, also what comes after one that fails.
     *
     * @throws PartFailedException in the end, where some have failed; its cause is the first failure, the others are
     *     suppressed
     */
    @Override
    public synchronized void close() {
        closing = true;
        List<Exception> failures = new ArrayList<>();
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            PartFailedException failure =
                    new PartFailedException("Not closed cleanly: " + failures.getFirst(), failures.getFirst());
            failures.stream().skip(1).forEach(failure::addSuppressed);
            throw failure;
        }
    }

    /** Closes all of it because of a failure, in which is suppressed what fails meanwhile. */
    public void closeAfter(Throwable failure) {
        try {
            close();
        } catch (PartFailedException e) {
            failure.addSuppressed(e);
        }
    }
}
