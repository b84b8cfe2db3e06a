package net.voipbin.provisioning.endtoend.torture;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import net.voipbin.provisioning.endtoend.bed.Conditions;

/**
 * The oracle of a read model that goes on: what a provisioner holds in PostgreSQL, which stands still or is gone while
 * its transaction there is open, keeps the other one from the read model for a while only.
 *
 * @param bound how long that may be
 */
record WithoutZombie(Duration bound) {

    /**
     * What is wrong while the fault lasts; returns as soon as that is known.
     *
     * @param shown whether the read model has what was decided since the fault
     */
    List<String> flaws(Fault fault, Callable<Boolean> shown) {
        return leavesTransactionOpen(fault) && !Conditions.holdsWithin(bound, shown)
                ? List.of(fault.title() + ": nothing was shown within " + bound.toSeconds() + " s")
                : List.of();
    }

    private static boolean leavesTransactionOpen(Fault fault) {
        return fault instanceof Fault.AtFailpoint reached && reached.failpoint() == Failpoint.PROJECTION_BEFORE_COMMIT;
    }
}
