package net.voipbin.provisioning.bridge.operations;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts the requests under way, and can wait until they are done while no other comes in. Thread-safe. */
final class UnderWay {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition empty = lock.newCondition();
    private int count;
    private boolean closed;

    /** Whether the request may go on; then it must leave. */
    boolean enter() {
        lock.lock();
        try {
            if (!closed) {
                count++;
            }
            return !closed;
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
