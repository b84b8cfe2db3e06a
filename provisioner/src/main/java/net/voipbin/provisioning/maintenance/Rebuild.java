package net.voipbin.provisioning.maintenance;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import net.voipbin.provisioning.configuration.ProvisionerSettings;
import net.voipbin.provisioning.projection.SideModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds a new read model from the topics beside the one that is served, and puts it in its place: no read fails, none
 * goes back in time, and the projections go on where it is.
 */
public record Rebuild(ProvisionerSettings settings, Clock clock) {

    private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);
    private static final String PURPOSE = "rebuild";

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /**
     * Does so.
     *
     * @throws IllegalStateException if the topics can't be folded, or readers keep the tables for too long; then
     *     nothing has changed
     */
    public void run() {
        try (MaintenanceLock lock = new MaintenanceLock(settings.database());
                SideSchema schema = new SideSchema(settings.database(), PURPOSE);
                SideBuild build = new SideBuild(settings, schema, clock)) {
            build.approachEnds();
            schema.index();
            build.cleanUp();
            schema.model().keepProgress();
            schema.model().analyze();
            build.approachEnds();
            replace(schema.model(), build, lock);
            LOG.atInfo().addKeyValue("unreadable", build.unreadable()).log("The new read model is served");
        }
    }

    private void replace(SideModel model, SideBuild build, MaintenanceLock lock) {
        Instant end = clock.instant().plus(PATIENCE);
        while (true) {
            lock.require();
            try {
                model.replaceLive(offsets -> {
                    build.upTo(offsets);
                    build.cleanUp();
                });
                return;
            } catch (SideModel.TablesHeldException e) {
                if (clock.instant().isAfter(end)) {
                    throw new IllegalStateException("Readers hold the tables for too long", e);
                }
                LOG.atInfo().log("Readers hold the tables; trying again");
                // Readers and projections get their turn.
                LockSupport.parkNanos(PAUSE.toNanos());
                build.approachEnds();
            }
        }
    }
}
