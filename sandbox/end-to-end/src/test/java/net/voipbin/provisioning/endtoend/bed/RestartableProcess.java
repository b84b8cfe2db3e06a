package net.voipbin.provisioning.endtoend.bed;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import net.voipbin.provisioning.sandbox.process.ChildProcess;

/**
 * A program that is ended and started again on purpose, and the process that it is at the moment. That one has ended
 * without being asked to is noted. Not thread-safe.
 */
public final class RestartableProcess implements AutoCloseable {

    private final Supplier<ChildProcess> start;
    private final List<String> endedByItself = new ArrayList<>();
    private ChildProcess present;
    private boolean endIsKnown;

    /** Starts the process. */
    public RestartableProcess(Supplier<ChildProcess> start) {
        this.start = start;
        present = start.get();
    }

    /** Starts it again. Whoever calls this has ended the former process, by whatever means. */
    public void start() {
        present = start.get();
        endIsKnown = false;
    }

    /** Starts it again if it has ended by itself, as any supervisor does. */
    public void supervise() {
        look();
        if (!present.isAlive()) {
            start();
        }
    }

    public void kill() {
        look();
        present.kill();
        endIsKnown = true;
    }

    public void stop() {
        look();
        present.stop();
        endIsKnown = true;
    }

    /** For an end that nobody brings about, but that is right: whether it has come. It is not noted. */
    public boolean hasEndedAsItIsTo() {
        endIsKnown |= !present.isAlive();
        return endIsKnown;
    }

    /** The process that it is now, or was last. */
    public ChildProcess present() {
        return present;
    }

    /** Each end so far that nobody brought about, with its exit code and what the process had logged last. */
    public List<String> endedByItself() {
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
