package net.voipbin.provisioning.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds a new read model from the topics beside the one that is served, and puts it in its place: no read fails, none
 * goes back in time, and the projections go on where it is.
 */
public record Rebuild(ProvisionerSettings settings, Clock clock) {

    private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);
    private static final String PURPOSE = "rebuild";

    /** How far behind the end the last step may begin, which the projections wait for. */
    private static final long SHORT_DISTANCE = 2_000;

    private static final int MOST_APPROACHES = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /**
     * Does so.
     *
     * @throws IllegalStateException if the topics can't be folded, or readers keep the tables for too long; then
     *     nothing has changed
     */
    public void run() {
        try (SideBuild build = new SideBuild(settings, PURPOSE, clock)) {
            approach(build);
            build.cleanUp();
            build.model().analyze();
            approach(build);
            replace(build);
            LOG.atInfo().addKeyValue("unreadable", build.unreadable()).log("The new read model is served");
        }
    }

    /** Comes close to an end that moves on. */
    private static void approach(SideBuild build) {
        Map<TopicPartition, Long> ends = build.ends();
        int approaches = 0;
        do {
            if (approaches == MOST_APPROACHES) {
                throw new IllegalStateException("The topics grow faster than they can be folded");
            }
            build.upTo(ends);
            ends = build.ends();
            approaches++;
        } while (build.distance(ends) > SHORT_DISTANCE);
    }

    private void replace(SideBuild build) {
        Instant end = clock.instant().plus(PATIENCE);
        while (true) {
            try {
                build.model().replaceLive(offsets -> {
                    build.upTo(offsets);
                    build.cleanUp();
                });
                return;
            } catch (JdbiException e) {
                if (clock.instant().isAfter(end)) {
                    throw new IllegalStateException("Readers hold the tables for too long", e);
                }
                LOG.atInfo().log("Readers hold the tables; trying again");
            }
        }
    }
}
