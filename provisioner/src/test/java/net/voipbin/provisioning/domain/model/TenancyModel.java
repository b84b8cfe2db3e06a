package net.voipbin.provisioning.domain.model;

import java.time.Instant;
import java.util.UUID;
import net.voipbin.provisioning.domain.Command;

/**
 * What becomes of a command by the rules, told anew and in short: every field is a value in a map, every uniqueness a
 * scan. It is the oracle of the property tests. Mutable, not thread-safe.
 */
final class TenancyModel {

    static final String APPLIED = "APPLIED";
    static final String FULFILLED = "FULFILLED";

    private final ModelWorld world;
    private final LifecycleModel lifecycle;
    private final StaffModel staff;
    private final WorkModel work;

    TenancyModel(UUID platformId) {
        world = new ModelWorld(platformId);
        ModelAccess access = new ModelAccess(world);
        lifecycle = new LifecycleModel(world, access);
        staff = new StaffModel(world, access);
        work = new WorkModel(world, access);
    }

    ModelWorld world() {
        return world;
    }

    /** How the command must end; the model moves on with it. */
    String outcome(Command command, Instant received) {
        Instant time = world.timeOf(command, received);
        try {
            return applied(command, time) ? APPLIED : FULFILLED;
        } catch (Refused refused) {
            return refused.reason().name();
        }
    }

    private boolean applied(Command command, Instant time) {
        return lifecycle
                .applied(command, time)
                .or(() -> staff.applied(command, time))
                .or(() -> work.applied(command, time))
                .orElseThrow(() -> new IllegalArgumentException("no rule for " + command.request()));
    }
}
