package net.voipbin.provisioning.bridge.server;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts the requests under way, bounds them, and can wait until they are done while no other comes in. Thread-safe. */
final class UnderWay {

    /** Whether a request that arrives is taken. */
    enum Entry {
        /** The request is taken; whoever handles it must leave in the end. */
        TAKEN,
        /** The request is refused, since as many as are allowed are under way. */
        FULL,
        /** No more are taken. */
        CLOSED
    }

    private final int most;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition empty = lock.newCondition();
    private int count;
    private boolean closed;

    /** @param most how many may be under way at once */
    UnderWay(int most) {
        this.most = most;
    }

    Entry enter() {
        lock.lock();
        try {
            if (closed) {
                return Entry.CLOSED;
            }
            if (count >= most) {
                return Entry.FULL;
            }
            count++;
            return Entry.TAKEN;
        } finally {
            lock.unlock();
        }
    }

    int count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        lock.lock();
        try {
            count--;
            if (count == 0) {
                empty.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    boolean open() {
        lock.lock();
        try {
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Whether all were done within the time. */
    boolean closeAndAwait(Duration most) {
        lock.lock();
        try {
            closed = true;
            long nanos = most.toNanos();
            while (count > 0 && nanos > 0) {
                nanos = empty.awaitNanos(nanos);
            }
            return count == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
