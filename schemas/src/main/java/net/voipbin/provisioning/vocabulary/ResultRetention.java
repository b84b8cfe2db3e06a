package net.voipbin.provisioning.vocabulary;

import java.time.Duration;

/** For how long the result of a command is remembered: in the state, on its topic and in the read model alike. */
public final class ResultRetention {

    /** A day more than the seven that are promised, since clocks differ. */
    public static final Duration TIME = Duration.ofDays(8);

    private ResultRetention() {}
}
