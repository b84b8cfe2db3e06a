package net.voipbin.provisioning.endtoend.torture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.voipbin.provisioning.endtoend.bed.TcpProxy;

/** A fault that the torture test brings about in the system. */
sealed interface Fault {

    /** The name of the fault in the report. */
    String title();

    /** Whether a provisioner is gone by it, and another one, or its next start, has to go on. */
    default boolean takesProvisioner() {
        return false;
    }

    /** A kill, stop, pause or restart at any moment, or unusual records on the command topic. */
    enum Incident implements Fault {
        KILLED_PROVISIONER,
        KILLED_PROVISIONER_AND_LOST_STATE,
        /** It is back before anybody has missed it. */
        SHORT_PAUSE_OF_PROVISIONER,
        /** The other one takes over, and it comes back as a zombie. */
        LONG_PAUSE_OF_PROVISIONER,
        ROLLING_RESTART_OF_PROVISIONERS,
        KILLED_BRIDGE,
        PAUSED_BRIDGE,
        KILLED_BROKER,
        RESTARTED_BROKER,
        PAUSED_BROKER,
        KILLED_DATABASE,
        RESTARTED_DATABASE,
        PAUSED_DATABASE,
        KILLED_REGISTRY,
        REPEATED_COMMANDS,
        MALFORMED_RECORDS,
        /** Commands and their records of a while ago, of later, of a while ago again. */
        STEPPING_TIMES_OF_COMMANDS;

        @Override
        public String title() {
            return words(this);
        }

        @Override
        public boolean takesProvisioner() {
            return this == KILLED_PROVISIONER || this == KILLED_PROVISIONER_AND_LOST_STATE;
        }
    }

    /** A signal to a program. */
    enum Signal {
        KILL,
        STOP
    }

    /** A signal to a program at the moment when it reaches a failpoint. */
    record AtFailpoint(Failpoint failpoint, Signal signal) implements Fault {

        @Override
        public String title() {
            return words(signal) + " " + words(failpoint);
        }

        @Override
        public boolean takesProvisioner() {
            return signal == Signal.KILL && !ofBridge();
        }

        boolean ofBridge() {
            return failpoint.name().startsWith("BRIDGE");
        }
    }

    /** A kind of program. */
    enum Program {
        PROVISIONER,
        BRIDGE
    }

    /** A server to which programs have connections. */
    enum Server {
        BROKER,
        DATABASE
    }

    /** The connections between one program and a server become slow, silent or cut. */
    record NetworkFault(Program program, Server server, TcpProxy.Way way) implements Fault {

        @Override
        public String title() {
            return words(program) + " to " + words(server) + " " + words(way);
        }
    }

    /** The direction in which a clock is wrong. */
    enum Wrong {
        AHEAD,
        BEHIND
    }

    /** The wall clock of a program's machine steps, and after a while back. */
    record ClockFault(Program program, Wrong wrong) implements Fault {

        @Override
        public String title() {
            return "clock of " + words(program) + " " + words(wrong);
        }
    }

    /**
     * One fault of a schedule.
     *
     * @param target which of two, where there are two
     */
    record Planned(Fault fault, int target) {}

    /** All kinds of faults. */
    static List<Fault> all() {
        List<Fault> faults = new ArrayList<>(Arrays.asList(Incident.values()));
        for (Failpoint failpoint : Failpoint.values()) {
            faults.add(new AtFailpoint(failpoint, Signal.KILL));
        }
        for (Failpoint failpoint : List.of(
                Failpoint.AFTER_POLL,
                Failpoint.BEFORE_COMMIT,
                Failpoint.PROJECTION_BEFORE_COMMIT,
                Failpoint.BRIDGE_BEFORE_SENDING,
                Failpoint.BRIDGE_AFTER_SENDING,
                Failpoint.BRIDGE_BEFORE_ANSWERING)) {
            faults.add(new AtFailpoint(failpoint, Signal.STOP));
        }
        for (Program program : Program.values()) {
            for (Server server : Server.values()) {
                for (TcpProxy.Way way : List.of(TcpProxy.Way.SLOW, TcpProxy.Way.SILENT, TcpProxy.Way.CUT)) {
                    faults.add(new NetworkFault(program, server, way));
                }
            }
            for (Wrong wrong : Wrong.values()) {
                faults.add(new ClockFault(program, wrong));
            }
        }
        return faults;
    }

    /** One of each sort, none that takes long: what each build tries. */
    static List<Fault> representative() {
        return List.of(
                new AtFailpoint(Failpoint.BEFORE_COMMIT, Signal.KILL),
                new AtFailpoint(Failpoint.BRIDGE_AFTER_SENDING, Signal.KILL),
                new NetworkFault(Program.PROVISIONER, Server.BROKER, TcpProxy.Way.CUT),
                new NetworkFault(Program.BRIDGE, Server.DATABASE, TcpProxy.Way.SILENT),
                Incident.KILLED_BROKER,
                Incident.KILLED_DATABASE,
                Incident.REPEATED_COMMANDS,
                Incident.MALFORMED_RECORDS);
    }

    /** Each once, in an order of chance. */
    static List<Planned> round(Collection<Fault> faults, Random random) {
        List<Fault> order = new ArrayList<>(faults);
        Collections.shuffle(order, random);
        return order.stream()
                .map(fault -> new Planned(fault, random.nextInt(TwoOfEach.EACH)))
                .toList();
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
