package net.voipbin.provisioning.sandbox.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The limit of Kafka Streams: its way of consuming and producing exactly once, by one consumer and one transactional
 * producer in a plain loop, without stores and their changelogs. What the bare application is slower by is the cost of
 * its state. It commits as often as the bare application.
 */
final class RawExactlyOnce {

    private RawExactlyOnce() {}

    /**
     * The program, to be measured.
     *
     * @param directory for its files
     * @param commitInterval how long it works before it commits
     */
    static BareProgram program(Path directory, Duration commitInterval) {
        return new BareProgram(
                BareProgram.newName("benchmark-raw-exactly-once"),
                RawExactlyOnceMain.class,
                directory,
                Map.of(),
                commitInterval);
    }
}
