package net.voipbin.provisioning.endtoend.torture;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.voipbin.provisioning.endtoend.bed.Conditions;
import net.voipbin.provisioning.endtoend.bed.TcpProxy;
import net.voipbin.provisioning.endtoend.load.CommandLoad;
import net.voipbin.provisioning.sandbox.part.EmbeddedParts;
import org.awaitility.Awaitility;

/**
 * Brings about the faults of the torture test, on the system under its load.
 *
 * @param load whose commands are repeated
 * @param clients whose answers are waited for
 */
record FaultInjector(TwoOfEach system, TortureCommands commands, CommandLoad load, TortureClients clients) {

    /** Far below a provisioner's session, of 10 s. */
    private static final Duration SHORT_PAUSE = Duration.ofSeconds(3);

    /** Longer than a bridge listens for PostgreSQL, and than it takes the broker to hear nothing of a producer. */
    private static final Duration DISTURBANCE = Duration.ofSeconds(4);

    /** At this rate of commands each failpoint is reached several times a second, except in a program that has no partition now. */
    private static final Duration PASSING = Duration.ofSeconds(20);

    /**
     * Beyond each session, request and transaction, and far from what the clock rightly decides: the end of a token
     * after seven days. Once the clock of a bridge is right again, its clients of Kafka count time from where it was
     * ahead, and no fault that comes next shall last longer than a recovery may.
     */
    private static final Duration STEP_AHEAD = Duration.ofMinutes(2);

    /** The same; but what waits then has waited long enough at once when the clock is right again. */
    private static final Duration STEP_BEHIND = Duration.ofMinutes(10);

    /** Longer than a provisioner's session. */
    private static final Duration WRONG = Duration.ofSeconds(12);

    /**
     * A fault that has happened.
     *
     * @param at when the recovery begins
     * @param end what ends the fault once the system goes on in spite of it
     */
    record Struck(long at, Runnable end) {

        static Optional<Struck> now() {
            return now(() -> {});
        }

        static Optional<Struck> now(Runnable end) {
            return Optional.of(new Struck(System.nanoTime(), end));
        }
    }

    /** Brings the fault about. Empty if no program reached the failpoint. */
    Optional<Struck> inject(Fault.Planned planned) {
        return switch (planned.fault()) {
            case Fault.Incident incident -> strike(incident, planned.target());
            case Fault.AtFailpoint fault -> strike(fault, planned.target());
            case Fault.NetworkFault disturbance -> disturb(disturbance, planned.target());
            case Fault.ClockFault clock -> step(clock, planned.target());
        };
    }

    private Optional<Struck> strike(Fault.Incident incident, int target) {
        TwoOfEach.Program provisioner = system.provisioner(target);
        TwoOfEach.Program bridge = system.bridge(target);
        EmbeddedParts parts = system.parts();
        long begin = System.nanoTime();
        switch (incident) {
            case KILLED_PROVISIONER -> {
                provisioner.kill();
                provisioner.start();
                return Optional.of(new Struck(begin, () -> {}));
            }
            case KILLED_PROVISIONER_AND_LOST_STATE -> {
                provisioner.kill();
                provisioner.loseState();
                provisioner.start();
                return Optional.of(new Struck(begin, () -> {}));
            }
            case SHORT_PAUSE_OF_PROVISIONER -> {
                provisioner.suspend();
                passes(SHORT_PAUSE);
                provisioner.resume();
            }
            case LONG_PAUSE_OF_PROVISIONER -> {
                // Whoever is to decide meanwhile has to be missed first: the probe waits for that.
                provisioner.suspend();
                return Struck.now(provisioner::resume);
            }
            case ROLLING_RESTART_OF_PROVISIONERS -> system.restartProvisionersInTurn();
            case KILLED_BRIDGE -> {
                bridge.kill();
                bridge.start();
            }
            case PAUSED_BRIDGE -> {
                bridge.suspend();
                passes(DISTURBANCE);
                bridge.resume();
            }
            case KILLED_BROKER -> {
                parts.kafka().kill();
                parts.kafka().start();
            }
            case RESTARTED_BROKER -> {
                parts.kafka().stop();
                parts.kafka().start();
            }
            case PAUSED_BROKER -> {
                system.suspendBroker();
                passes(DISTURBANCE);
                system.resumeBroker();
            }
            case KILLED_DATABASE -> {
                parts.postgres().kill();
                passes(SHORT_PAUSE);
                parts.postgres().start();
            }
            case RESTARTED_DATABASE -> {
                parts.postgres().stop();
                parts.postgres().start();
            }
            case PAUSED_DATABASE -> {
                List<ProcessHandle> suspended = system.suspendDatabase();
                passes(DISTURBANCE);
                system.resumeDatabase(suspended);
            }
            case KILLED_REGISTRY -> {
                parts.registry().kill();
                // A program that is new to each schema meets a registry that is not there.
                bridge.kill();
                bridge.start();
                passes(SHORT_PAUSE);
                parts.registry().start();
            }
            case REPEATED_COMMANDS -> commands.repeat(load.accepted().values());
            case MALFORMED_RECORDS -> commands.publishMalformed();
            case STEPPING_TIMES_OF_COMMANDS -> commands.stepTimes();
        }
        return Struck.now();
    }

    private Optional<Struck> strike(Fault.AtFailpoint fault, int target) {
        if (fault.failpoint() == Failpoint.BRIDGE_AFTER_ANSWERING) {
            clients.nextAnswer(target)
                    .orTimeout(TwoOfEach.RECOVERY.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            system.bridge(target).kill();
            system.bridge(target).start();
            return Struck.now();
        }
        if (fault.failpoint() == Failpoint.IN_RESTORE) {
            TwoOfEach.Program provisioner = system.provisioner(target);
            provisioner.kill();
            provisioner.loseState();
            provisioner.arm(fault.failpoint(), fault.signal());
            provisioner.start();
        }
        // A program without a partition reaches no failpoint; then the other one is tried.
        return Stream.of(target, 1 - target)
                .map(which -> fault.ofBridge() ? system.bridge(which) : system.provisioner(which))
                .filter(program -> fires(program, fault))
                .findFirst()
                .flatMap(program -> goesOn(program, fault));
    }

    private static boolean fires(TwoOfEach.Program program, Fault.AtFailpoint fault) {
        Callable<Boolean> struck = () -> program.hasFired(fault.failpoint(), fault.signal());
        if (fault.failpoint() != Failpoint.IN_RESTORE) {
            program.arm(fault.failpoint(), fault.signal());
        }
        if (Conditions.holdsWithin(PASSING, struck)) {
            return true;
        }
        return program.disarm(fault.failpoint()) && Conditions.holdsWithin(PASSING, struck);
    }

    private static Optional<Struck> goesOn(TwoOfEach.Program program, Fault.AtFailpoint fault) {
        if (fault.signal() == Fault.Signal.KILL) {
            Optional<Struck> struck = Struck.now();
            program.start();
            return struck;
        }
        if (!fault.ofBridge() && fault.failpoint() != Failpoint.AFTER_POLL) {
            return Struck.now(program::resume);
        }
        passes(SHORT_PAUSE);
        program.resume();
        return Struck.now();
    }

    private Optional<Struck> disturb(Fault.NetworkFault disturbance, int target) {
        TwoOfEach.Program program = program(disturbance.program(), target);
        Runnable end = () -> program.way(disturbance.server(), TcpProxy.Way.GOOD);
        program.way(disturbance.server(), disturbance.way());
        if (disturbance.program() == Fault.Program.PROVISIONER
                && disturbance.server() == Fault.Server.BROKER
                && disturbance.way() == TcpProxy.Way.SILENT) {
            // The other one takes over, and it comes back as a zombie.
            return Struck.now(end);
        }
        passes(DISTURBANCE);
        end.run();
        return Struck.now();
    }

    private Optional<Struck> step(Fault.ClockFault clock, int target) {
        TwoOfEach.Program program = program(clock.program(), target);
        program.setClock(
                switch (clock.wrong()) {
                    case AHEAD -> STEP_AHEAD;
                    case BEHIND -> STEP_BEHIND.negated();
                });
        if (clock.program() == Fault.Program.BRIDGE) {
            passes(WRONG);
            program.setClock(Duration.ZERO);
            return Struck.now();
        }
        if (clock.wrong() == Fault.Wrong.AHEAD) {
            passes(WRONG);
            program.setClock(Duration.ZERO);
        }
        // A clock that is set back ends a provisioner, which has the right time when it is started again.
        program.awaitEnd();
        program.start();
        return Struck.now();
    }

    private TwoOfEach.Program program(Fault.Program program, int target) {
        return switch (program) {
            case PROVISIONER -> system.provisioner(target);
            case BRIDGE -> system.bridge(target);
        };
    }

    /** The pause itself is the fault, and has no other end. */
    private static void passes(Duration time) {
        long begin = System.nanoTime();
        Awaitility.await().atMost(time.multipliedBy(4)).until(() -> System.nanoTime() - begin > time.toNanos());
    }
}
