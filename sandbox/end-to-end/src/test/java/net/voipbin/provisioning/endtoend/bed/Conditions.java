package net.voipbin.provisioning.endtoend.bed;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Conditions of which it is not sure that they will hold. */
public final class Conditions {

    private static final Duration POLL = Duration.ofMillis(25);

    private Conditions() {}

    /** Returns true as soon as it holds, false when the time is over. */
    public static boolean holdsWithin(Duration time, Callable<Boolean> condition) {
        try {
            Awaitility.await().atMost(time).pollInterval(POLL).until(condition);
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }
}
