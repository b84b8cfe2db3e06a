package net.voipbin.provisioning.sandbox.benchmark;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.LongFunction;
import net.voipbin.provisioning.sandbox.process.ChildProcess;
import net.voipbin.provisioning.sandbox.process.JavaCommand;
import net.voipbin.provisioning.sandbox.process.Jvm;

/**
 * A program that does with commands what Kafka asks of the product, and nothing of what the product's rules ask. It runs
 * in a process of its own on a backlog of commands that was published before. Immutable.
 *
 * @param name of its topics, its group and its files; given once
 * @param mainClass takes {@link BareArguments}
 * @param directory for its files
 * @param environment of the process
 */
record BareProgram(String name, Class<?> mainClass, Path directory, Map<String, String> environment) {

    /** As the product's stream threads under load: to commit more seldom costs less, but shows results later. */
    static final Duration COMMIT_INTERVAL = Duration.ofMillis(100);

    /** Warm-up included. */
    private static final Duration TIMEOUT = Duration.ofSeconds(120);

    /**
     * What was measured.
     *
     * @param published the commands, by a plain producer
     * @param processed the commands, by the program: their results as a consumer sees them committed
     */
    record Measured(Throughput published, Throughput processed) {}

    /** A name that begins like that: the broker remembers a group's offsets, also of topics that are made anew. */
    static String newName(String beginning) {
        return beginning + "-" + UUID.randomUUID();
    }

    /**
     * Publishes the commands, runs the program until it has processed them, and stops it. To be called once.
     *
     * @param warmUp how many commands are left out of the figures, the first
     * @param commands how many there are, warm-up included
     */
    Measured measure(String bootstrapServers, int partitions, RecordSizes sizes, long warmUp, long commands) {
        try (BareTopics topics = BareTopics.create(bootstrapServers, name, partitions);
                Drain results = Drain.fromNow(bootstrapServers, topics.results())) {
            Throughput published =
                    Backlog.publish(bootstrapServers, topics.commands(), warmUp, commands, commands(sizes.command()));
            try (ChildProcess program = start(new BareArguments(bootstrapServers, name, sizes))) {
                return new Measured(published, processed(program, results, warmUp, commands));
            }
        }
    }

    /** Commands of one customer each: an id of its own, and text up to their size. */
    private static LongFunction<Backlog.Entry> commands(int bytes) {
        Payloads payloads = new Payloads(1, bytes - RecordSizes.LEAST_COMMAND);
        SplittableRandom random = new SplittableRandom(2);
        return index -> {
            byte[] id = id(random);
            byte[] command = Arrays.copyOf(id, bytes);
            byte[] text = payloads.at(index);
            System.arraycopy(text, 0, command, id.length, text.length);
            return new Backlog.Entry(id(random), command);
        };
    }

    private static byte[] id(SplittableRandom random) {
        return new UUID(random.nextLong(), random.nextLong()).toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static Throughput processed(ChildProcess program, Drain results, long warmUp, long commands) {
        try {
            return results.await(warmUp, commands, TIMEOUT);
        } catch (IllegalStateException missing) {
            if (!program.isAlive()) {
                missing.addSuppressed(program.ended());
            }
            throw missing;
        }
    }

    private ChildProcess start(BareArguments arguments) {
        return ChildProcess.start(
                name,
                JavaCommand.of(
                        Jvm.SERVER,
                        directory.resolve(name + ".args"),
                        List.of(JavaCommand.PLAIN_LOG),
                        mainClass.getName(),
                        arguments.toList()),
                environment,
                directory.resolve(name + ".log"));
    }
}
