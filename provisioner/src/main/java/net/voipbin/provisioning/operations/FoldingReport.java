package net.voipbin.provisioning.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells every few seconds how far a long reading has come. Not thread-safe. */
final class FoldingReport {

    private static final Logger LOG = LoggerFactory.getLogger(FoldingReport.class);
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final String what;
    private final Clock clock;
    private Instant next;

    FoldingReport(String what, Clock clock) {
        this.what = what;
        this.clock = clock;
        this.next = clock.instant().plus(INTERVAL);
    }

    /**
     * Tells so, if it is time.
     *
     * @param part from 0 to 1
     */
    void done(double part) {
        if (clock.instant().isAfter(next)) {
            next = clock.instant().plus(INTERVAL);
            LOG.atInfo()
                    .addKeyValue("what", what)
                    .addKeyValue("percent", (int) (100 * part))
                    .log("Reading");
        }
    }
}
