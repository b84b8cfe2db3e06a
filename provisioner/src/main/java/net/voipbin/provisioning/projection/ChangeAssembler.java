package net.voipbin.provisioning.projection;

import java.util.ArrayList;
import java.util.List;
import net.voipbin.provisioning.contract.ResourceEvent;

/**
 * Puts the events of one partition together to whole changes. The events of a change lie side by side; compaction may
 * have taken some, the last one too. So a change is whole when its last event is there, or when something else follows,
 * or when the partition's committed end is reached: no transaction ends inside a change. Not thread-safe.
 */
final class ChangeAssembler {

    private final List<ResourceEvent> whole = new ArrayList<>();
    private final List<ResourceEvent> open = new ArrayList<>();
    private long wholeUpTo = -1;
    private long openUpTo = -1;

    void add(ResourceEvent event, long offset) {
        if (!open.isEmpty() && !sameChange(open.getLast(), event)) {
            close();
        }
        open.add(event);
        openUpTo = offset + 1;
        if (event.getIndex() == event.getSize() - 1) {
            close();
        }
    }

    /** A record that is no event: it ends the change before it, and is passed over. */
    void skip(long offset) {
        close();
        wholeUpTo = offset + 1;
    }

    /** The committed end of the partition is reached. */
    void endReached() {
        if (!open.isEmpty()) {
            close();
        }
    }

    /** Whether there is something to take. */
    boolean hasWhole() {
        return wholeUpTo >= 0;
    }

    /** Whether the beginning of a change is held back. */
    boolean hasOpen() {
        return !open.isEmpty();
    }

    /** All whole changes' events, and where to go on after them; they are held no longer. */
    Taken take() {
        Taken taken = new Taken(List.copyOf(whole), wholeUpTo);
        whole.clear();
        wholeUpTo = -1;
        return taken;
    }

    /** Events of whole changes, and the offset behind them. */
    record Taken(List<ResourceEvent> events, long nextOffset) {}

    private void close() {
        whole.addAll(open);
        wholeUpTo = Math.max(wholeUpTo, openUpTo);
        open.clear();
    }

    private static boolean sameChange(ResourceEvent left, ResourceEvent right) {
        return left.getCustomerId().equals(right.getCustomerId()) && left.getChangeSeq() == right.getChangeSeq();
    }
}
