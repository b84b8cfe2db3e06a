package net.voipbin.provisioning.sandbox.benchmark;

import java.nio.file.Path;
import java.util.Map;

/**
 * The limit of Kafka Streams: its way of consuming and producing exactly once, by one consumer and one transactional
 * producer in a plain loop, without stores and their changelogs. What the bare application is slower by is the cost of
 * its state.
 */
final class RawExactlyOnce {

    private RawExactlyOnce() {}

    /**
     * The program, to be measured.
     *
     * @param directory for its files
     */
    static BareProgram program(Path directory) {
        return new BareProgram(
                BareProgram.newName("benchmark-raw-exactly-once"), RawExactlyOnceMain.class, directory, Map.of());
    }
}
