package net.voipbin.provisioning.projection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import net.voipbin.provisioning.contract.ResourceEvent;

/**
 * Puts the events of one partition together to whole changes. The events of a change lie side by side; compaction may
 * have taken some, the last one too. So a change is whole when its last event is there, or when something else follows,
 * or when the partition's committed end is reached: no transaction ends inside a change. Not thread-safe.
 */
final class ChangeAssembler {

    private final List<WholeChange> whole = new ArrayList<>();
    private final List<ResourceEvent> open = new ArrayList<>();
    private long openUpTo;

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

    /** Passes over a record that is no event, which ends the change before it. */
    void skip(long offset) {
        pass(Optional.empty(), offset);
    }

    /** Adds a record without a value, which deletes a resource and ends the change before it. */
    void end(ResourceKey resource, long offset) {
        pass(Optional.of(resource), offset);
    }

    /** Ends the change that is open, since the committed end of the partition is reached. */
    void endReached() {
        close();
    }

    /** Whether a change has begun and not ended. */
    boolean hasOpen() {
        return !open.isEmpty();
    }

    /** Whether there are whole changes to take. */
    boolean hasWhole() {
        return !whole.isEmpty();
    }

    /** The whole changes that can be taken, in their order; a view. */
    List<WholeChange> whole() {
        return Collections.unmodifiableList(whole);
    }

    /** Removes the first so many whole changes and returns them. */
    List<WholeChange> take(int count) {
        List<WholeChange> first = whole.subList(0, count);
        List<WholeChange> taken = List.copyOf(first);
        first.clear();
        return taken;
    }

    private void pass(Optional<ResourceKey> ended, long offset) {
        close();
        whole.add(new WholeChange(List.of(), ended, offset + 1));
    }

    private void close() {
        if (!open.isEmpty()) {
            whole.add(new WholeChange(open, Optional.empty(), openUpTo));
            open.clear();
        }
    }

    private static boolean sameChange(ResourceEvent left, ResourceEvent right) {
        return left.getCustomerId().equals(right.getCustomerId()) && left.getChangeSeq() == right.getChangeSeq();
    }
}
