package net.voipbin.provisioning.bridge.page;

import java.util.List;

/**
 * A stretch of a list. Immutable.
 *
 * @param more whether the list goes on behind its last row
 */
public record Slice<T>(List<T> rows, boolean more) {

    public Slice {
        rows = List.copyOf(rows);
    }
}
