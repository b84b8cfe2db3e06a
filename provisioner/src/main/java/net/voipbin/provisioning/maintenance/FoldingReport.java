package net.voipbin.provisioning.maintenance;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs every five seconds the progress of a long reading, which several threads may share. Thread-safe. */
final class FoldingReport {

    private static final Logger log = LoggerFactory.getLogger(FoldingReport.class);
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final String what;
    private final Clock clock;
    private final double[] done;
    private Instant next;

    FoldingReport(String what, int shares, Clock clock) {
        this.what = what;
        this.clock = clock;
        this.done = new double[shares];
        this.next = clock.instant().plus(INTERVAL);
    }

    /**
     * Records the progress of a share, and logs that of all if it is time.
     *
     * @param share the number of the share, from 0
     * @param part how much of the share is done, from 0 to 1
     */
    synchronized void done(int share, double part) {
        done[share] = part;
        if (clock.instant().isAfter(next)) {
            next = clock.instant().plus(INTERVAL);
            log.atInfo()
                    .addKeyValue("what", what)
                    .addKeyValue("percent", (int)
                            (100 * Arrays.stream(done).average().orElse(0)))
                    .log("Reading");
        }
    }
}
