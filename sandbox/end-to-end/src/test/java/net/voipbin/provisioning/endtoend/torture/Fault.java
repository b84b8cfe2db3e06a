package net.voipbin.provisioning.endtoend.torture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.voipbin.provisioning.endtoend.bed.TcpProxy;

/** What the torture test does to the system. */
sealed interface Fault {

    /** As the report calls it. */
    String title();

    /** Whether a provisioner is gone by it, and another one, or its next start, has to go on. */
    default boolean takesProvisioner() {
        return false;
    }

    /** What happens to programs or parts at any moment, or comes on the command topic. */
    enum Blow implements Fault {
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

    /** What is sent to a program. */
    enum Signal {
        KILL,
        STOP
    }

    /** A program struck just where it would hurt most. */
    record AtPlace(Place place, Signal signal) implements Fault {

        @Override
        public String title() {
            return words(signal) + " " + words(place);
        }

        @Override
        public boolean takesProvisioner() {
            return signal == Signal.KILL && !ofBridge();
        }

        boolean ofBridge() {
            return place.name().startsWith("BRIDGE");
        }
    }

    /** A kind of program. */
    enum Program {
        PROVISIONER,
        BRIDGE
    }

    /** What a program has its connections to. */
    enum Server {
        BROKER,
        DATABASE
    }

    /** The connections between one program and a server. */
    record OnTheWay(Program program, Server server, TcpProxy.Way way) implements Fault {

        @Override
        public String title() {
            return words(program) + " to " + words(server) + " " + words(way);
        }
    }

    /** How a wrong clock goes. */
    enum Wrong {
        AHEAD,
        BEHIND
    }

    /** The wall clock of a program's machine steps, and after a while back. */
    record WrongClock(Program program, Wrong wrong) implements Fault {

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

    /** All that there are. */
    static List<Fault> all() {
        List<Fault> faults = new ArrayList<>(Arrays.asList(Blow.values()));
        for (Place place : Place.values()) {
            faults.add(new AtPlace(place, Signal.KILL));
        }
        for (Place place : List.of(
                Place.AFTER_POLL,
                Place.BEFORE_COMMIT,
                Place.PROJECTION_BEFORE_COMMIT,
                Place.BRIDGE_BEFORE_SENDING,
                Place.BRIDGE_AFTER_SENDING,
                Place.BRIDGE_BEFORE_ANSWERING)) {
            faults.add(new AtPlace(place, Signal.STOP));
        }
        for (Program program : Program.values()) {
            for (Server server : Server.values()) {
                for (TcpProxy.Way way : List.of(TcpProxy.Way.SLOW, TcpProxy.Way.SILENT, TcpProxy.Way.CUT)) {
                    faults.add(new OnTheWay(program, server, way));
                }
            }
            for (Wrong wrong : Wrong.values()) {
                faults.add(new WrongClock(program, wrong));
            }
        }
        return faults;
    }

    /** One of each sort, none that takes long: what each build tries. */
    static List<Fault> representative() {
        return List.of(
                new AtPlace(Place.BEFORE_COMMIT, Signal.KILL),
                new AtPlace(Place.BRIDGE_AFTER_SENDING, Signal.KILL),
                new OnTheWay(Program.PROVISIONER, Server.BROKER, TcpProxy.Way.CUT),
                new OnTheWay(Program.BRIDGE, Server.DATABASE, TcpProxy.Way.SILENT),
                Blow.KILLED_BROKER,
                Blow.KILLED_DATABASE,
                Blow.REPEATED_COMMANDS,
                Blow.MALFORMED_RECORDS);
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
