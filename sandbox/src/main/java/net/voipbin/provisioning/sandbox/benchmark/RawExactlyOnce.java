package net.voipbin.provisioning.sandbox.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The limit of Kafka Streams: its way of consuming and producing exactly once, by one consumer and one transactional
 * producer in a plain loop, without stores and their changelogs. What the bare application is slower by is the cost of
 * its state. It commits as often as it is told, and its limit is the best of {@link #COMMIT_INTERVALS}.
 */
final class RawExactlyOnce {

    /** A stream thread of the product commits when it rests for the first, and under load after the second. */
    static final List<Duration> COMMIT_INTERVALS = List.of(Duration.ofMillis(10), Duration.ofMillis(100));

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
