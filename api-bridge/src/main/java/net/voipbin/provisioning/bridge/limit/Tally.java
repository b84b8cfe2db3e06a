package net.voipbin.provisioning.bridge.limit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What one subject has used up of a limit, and how many of its attempts are under way. What it counts it keeps by slots
 * of time, so that its size does not grow with the limit. Thread-safe.
 */
final class Tally {

    /** Into so many slots the window is divided: what is counted is forgotten at most one of them late, and never early. */
    static final int SLOTS = 60;

    private final int most;
    private final long slotNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition settled = lock.newCondition();
    private final Deque<Slot> slots = new ArrayDeque<>(2);
    private int counted;
    private int underWay;
    private boolean retired;

    Tally(int most, Duration window) {
        this.most = most;
        slotNanos = window.toNanos() / SLOTS;
    }

    /** What was counted between two moments. */
    private record Slot(long number, int count) {}

    /** Whether an attempt may begin. */
    sealed interface Entry {

        record Entered() implements Entry {}

        /** @param retryAfter until an attempt may pass again */
        record Refused(Duration retryAfter) implements Entry {}

        /** Nobody counts with this tally any more. */
        record Retired() implements Entry {}
    }

    /**
     * Begins an attempt. Where those under way might use up what is left, waits until it is known what became of them.
     *
     * @param now in nanoseconds of any origin
     * @param longestWait after which it is refused
     */
    Entry enter(long now, Duration longestWait) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = longestWait.toNanos();
            while (true) {
                if (retired) {
                    return new Entry.Retired();
                }
                forget(now);
                if (counted >= most) {
                    return new Entry.Refused(Duration.ofNanos(forgottenAt(slots.getFirst()) - now));
                }
                if (counted + underWay < most) {
                    underWay++;
                    return new Entry.Entered();
                }
                if (nanos <= 0) {
                    return new Entry.Refused(Duration.ZERO);
                }
                nanos = settled.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    void count(long now) {
        lock.lock();
        try {
            long number = Math.floorDiv(now, slotNanos);
            Slot last = slots.peekLast();
            if (last != null && last.number() >= number) {
                slots.removeLast();
                slots.addLast(new Slot(last.number(), last.count() + 1));
            } else {
                slots.addLast(new Slot(number, 1));
            }
            counted++;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends an attempt.
     *
     * @return whether the tally says nothing any more, and is retired
     */
    boolean leave(long now) {
        lock.lock();
        try {
            underWay--;
            settled.signalAll();
            forget(now);
            retired = underWay == 0 && counted == 0;
            return retired;
        } finally {
            lock.unlock();
        }
    }

    private void forget(long now) {
        while (!slots.isEmpty() && forgottenAt(slots.getFirst()) <= now) {
            counted -= slots.removeFirst().count();
        }
    }

    /** One window after the end of the slot. */
    private long forgottenAt(Slot slot) {
        return (slot.number() + 1 + SLOTS) * slotNanos;
    }
}
