package net.voipbin.provisioning.sandbox;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What the torture test does to the system. */
enum Fault {
    KILLED_PROVISIONER,
    KILLED_PROVISIONER_AND_LOST_STATE,
    /** It is back before anybody has missed it. */
    SHORT_PAUSE_OF_PROVISIONER,
    /** The other one takes over, and it comes back as a zombie. */
    LONG_PAUSE_OF_PROVISIONER,
    ROLLING_RESTART_OF_PROVISIONERS,
    KILLED_BRIDGE,
    KILLED_BROKER,
    KILLED_DATABASE,
    REPEATED_COMMANDS,
    MALFORMED_RECORDS;

    /**
     * One fault of a schedule.
     *
     * @param target which of two, where there are two
     */
    record Planned(Fault fault, int target) {}

    /** Each fault once, in an order of chance. */
    static List<Planned> round(Random random) {
        List<Fault> faults = new ArrayList<>(List.of(values()));
        Collections.shuffle(faults, random);
        return faults.stream()
                .map(fault -> new Planned(fault, random.nextInt(TwoOfEach.EACH)))
                .toList();
    }
}
