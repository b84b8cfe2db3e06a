package net.voipbin.provisioning.topology;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.voipbin.provisioning.contract.Actor;
import net.voipbin.provisioning.contract.ActorKind;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.ExpireSignup;
import net.voipbin.provisioning.contract.PurgeCustomer;
import net.voipbin.provisioning.contract.TenantState;
import net.voipbin.provisioning.contract.TopUpTokens;
import net.voipbin.provisioning.domain.Timer;
import net.voipbin.provisioning.domain.text.DerivedId;
import net.voipbin.provisioning.topology.store.StoreKeys;
import net.voipbin.provisioning.topology.store.TenantStores;
import org.apache.kafka.common.utils.Bytes;

/**
 * Brings about what time brings: for each timer that is due, a command on the command topic, decided like any other. A
 * timer goes with the change that makes it pointless; until then it fires again and again, so that none is lost, whatever
 * became of its command. It lives in the stores and moves with its partition. Not thread-safe.
 */
final class Schedule {

    /** How often the schedule looks for timers that are due. */
    static final Duration INTERVAL = Duration.ofSeconds(1);

    /** How soon a timer fires again whose command changed nothing: a clock was ahead, or a defect kept it from effect. */
    static final Duration REPETITION = Duration.ofMinutes(1);

    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

    /** A day of many timers is worked off in steps of one transaction each. */
    static final int MOST_AT_ONCE = 1_000;

    /** What the schedule's commands name as their actor. */
    static final String SERVICE = "schedule";

    private final TenantStores stores;
    private final Outputs outputs;
    private final Clock clock;

    Schedule(TenantStores stores, Outputs outputs, Clock clock) {
        this.stores = stores;
        this.outputs = outputs;
        this.clock = clock;
    }

    /** Whether there is anything to fire. */
    boolean isDue() {
        return !stores.timers().upTo(clock.instant().toEpochMilli(), 1).isEmpty();
    }

    /** Fires what is due, as much as one transaction may hold. */
    void fire() {
        Instant now = clock.instant();
        for (Bytes entry : stores.timers().upTo(now.toEpochMilli(), MOST_AT_ONCE)) {
            fire(StoreKeys.customerOfTimer(entry), StoreKeys.kindOfTimer(entry), now);
            stores.timers().remove(entry);
        }
    }

    private void fire(UUID customerId, Timer.Kind kind, Instant now) {
        TenantState state = stores.states().get(customerId);
        List<net.voipbin.provisioning.contract.Timer> timers = new ArrayList<>(state.getTimers());
        for (int place = 0; place < timers.size(); place++) {
            var timer = timers.get(place);
            if (timer.getKind().equals(kind.name())) {
                Instant again = Instant.ofEpochMilli(now.plus(pause(timer)).toEpochMilli());
                outputs.command(command(customerId, kind, timer, now), now);
                timers.set(place, new net.voipbin.provisioning.contract.Timer(kind.name(), timer.getDue(), again));
                stores.timers().put(again.toEpochMilli(), customerId, kind);
            }
        }
        stores.states()
                .put(customerId, TenantState.newBuilder(state).setTimers(timers).build());
    }

    /** The longer it is overdue the longer, so that what can't take effect for long does not fill the topic. */
    private static Duration pause(net.voipbin.provisioning.contract.Timer timer) {
        Duration overdue = Duration.between(timer.getDue(), timer.getFires());
        if (overdue.compareTo(REPETITION) < 0) {
            return REPETITION;
        }
        return overdue.compareTo(LONGEST_PAUSE) < 0 ? overdue : LONGEST_PAUSE;
    }

    private static Command command(
            UUID customerId, Timer.Kind kind, net.voipbin.provisioning.contract.Timer timer, Instant now) {
        Command.Builder command = Command.newBuilder()
                .setCommandId(DerivedId.of(customerId, "timer/" + kind + "/" + timer.getFires()))
                .setCustomerId(customerId)
                .setActor(Actor.newBuilder()
                        .setKind(ActorKind.PLATFORM)
                        .setService(SERVICE)
                        .build())
                .setTime(now);
        switch (kind) {
            case EXPIRE_SIGNUP -> command.setExpireSignup(new ExpireSignup());
            case PURGE_CUSTOMER -> command.setPurgeCustomer(new PurgeCustomer());
            case TOP_UP_TOKENS -> command.setTopUpTokens(new TopUpTokens());
        }
        return command.build();
    }
}
