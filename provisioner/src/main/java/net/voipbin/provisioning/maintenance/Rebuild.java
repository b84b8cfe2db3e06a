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
 * Replaces the read model that is served by a new one, folded from the topics beside it: no read fails, none goes back in
 * time, and the projections go on with the new one.
 */
public record Rebuild(ProvisionerSettings settings, Clock clock) {

    private static final Logger log = LoggerFactory.getLogger(Rebuild.class);
    private static final String PURPOSE = "rebuild";

    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /**
     * Folds the new read model and replaces the one that is served.
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
            log.atInfo().addKeyValue("unreadable", build.unreadable()).log("The new read model is served");
        }
    }

    private void replace(SideModel model, SideBuild build, MaintenanceLock lock) {
        Instant end = clock.instant().plus(TIMEOUT);
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
                log.atInfo().log("Readers hold the tables; trying again");
                // Readers and projections get their turn.
                LockSupport.parkNanos(PAUSE.toNanos());
                build.approachEnds();
            }
        }
    }
}
