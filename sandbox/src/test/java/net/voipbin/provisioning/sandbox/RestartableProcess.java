package net.voipbin.provisioning.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A program that is ended and started again on purpose, and the process that it is at the moment. That one has ended
 * without being asked to is noted. Not thread-safe.
 */
final class RestartableProcess implements AutoCloseable {

    private final Supplier<ChildProcess> start;
    private final List<String> endedByItself = new ArrayList<>();
    private ChildProcess present;
    private boolean endIsKnown;

    /** Started. */
    RestartableProcess(Supplier<ChildProcess> start) {
        this.start = start;
        present = start.get();
    }

    /** Starts it again. Whoever calls this has ended the former process, by whatever means. */
    void start() {
        present = start.get();
        endIsKnown = false;
    }

    /** Starts it again if it has ended by itself, as any supervisor does. */
    void supervise() {
        look();
        if (!present.isAlive()) {
            start();
        }
    }

    void kill() {
        look();
        present.kill();
        endIsKnown = true;
    }

    void stop() {
        look();
        present.stop();
        endIsKnown = true;
    }

    /** For an end that nobody brings about, but that is right: whether it has come. It is not noted. */
    boolean hasEndedAsItIsTo() {
        endIsKnown |= !present.isAlive();
        return endIsKnown;
    }

    /** The process that it is now, or was last. */
    ChildProcess present() {
        return present;
    }

    /** Each end so far that nobody brought about, with its exit code and what the process had logged last. */
    List<String> endedByItself() {
        look();
        return List.copyOf(endedByItself);
    }

    /** Ends it, also where it stands still. */
    @Override
    public void close() {
        if (Signals.isSuspended(present)) {
            Signals.resume(present);
        }
        present.stop();
    }

    private void look() {
        if (!present.isAlive() && !endIsKnown) {
            endedByItself.add(present.ended().getMessage());
            endIsKnown = true;
        }
    }
}
