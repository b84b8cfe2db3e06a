package net.voipbin.provisioning.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;

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
    synchronized boolean hasBegun() {
        return closing;
    }

    /** Closes all of it, also what comes after one that fails. */
    @Override
    public synchronized void close() {
        closing = true;
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                System.err.println("Not closed cleanly: " + e.getMessage());
            }
        }
    }
}
