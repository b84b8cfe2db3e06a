package net.voipbin.provisioning.projection;

import java.time.Duration;
import java.time.Instant;

/**
 * Tells a member with a namesake from one that was fenced by mistake. A group coordinator that is loaded twice, as when its
 * broker starts again after a crash, knows for a moment only who was a member long ago, and fences those who are (seen with
 * Kafka 4.3.1). Who joins again then is a member as before; but two processes with one instance id would fence each other
 * for ever. Not thread-safe.
 */
final class Fencing {

    private static final int MOST = 3;
    private static final Duration PERIOD = Duration.ofMinutes(1);

    private Instant first = Instant.MIN;
    private int count;

    /** The member was fenced once more; whether that is too often within a minute to be a mistake. */
    boolean isNamesake(Instant now) {
        if (count == 0 || now.isAfter(first.plus(PERIOD))) {
            first = now;
            count = 0;
        }
        count++;
        return count > MOST;
    }
}
