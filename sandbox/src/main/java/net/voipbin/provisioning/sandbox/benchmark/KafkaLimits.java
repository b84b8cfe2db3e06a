package net.voipbin.provisioning.sandbox.benchmark;

import java.nio.file.Path;
import net.voipbin.provisioning.sandbox.benchmark.Report.Figure;
import net.voipbin.provisioning.sandbox.part.ProgramSettings;

/**
 * What Kafka alone can do on this machine, with records of the sizes that the product writes and while the product
 * stands still: a plain producer, an exactly-once loop, and a bare Kafka Streams application. Not thread-safe.
 */
final class KafkaLimits {

    /** So many that the JVM has compiled what is run most when the time is taken. */
    static final long WARM_UP_COMMANDS = 60_000;

    private static final long MEASURED_COMMANDS = 180_000;

    private final Product product;
    private final Path directory;
    private final Report report;
    private double fastestProducer;

    /** @param directory where the measured programs keep their files */
    KafkaLimits(Product product, Path directory, Report report) {
        this.product = product;
        this.directory = directory;
        this.report = report;
    }

    /** Measures all three, and returns the bare Kafka Streams application's speed, the limit of the product's. */
    Figure measure(RecordSizes sizes) {
        measure("limit: consume, transform, produce, exactly once", RawExactlyOnce.program(directory), sizes);
        Figure bareStreams = measure(
                "limit: bare Kafka Streams, exactly once",
                BareStreams.program(product.provisionerEnvironment(), directory),
                sizes);
        report.add("limit: plain producer", fastestProducer, Units.COMMANDS_PER_SECOND);
        return bareStreams;
    }

    private Figure measure(String name, BareProgram program, RecordSizes sizes) {
        BareProgram.Measured measured = program.measure(
                product.bootstrapServers(), ProgramSettings.PARTITIONS, sizes, WARM_UP_COMMANDS, MEASURED_COMMANDS);
        fastestProducer = Math.max(fastestProducer, measured.published().perSecond());
        return report.add(
                String.format("%s, commit each %,d ms", name, BareProgram.COMMIT_INTERVAL.toMillis()),
                measured.processed().perSecond(),
                Units.COMMANDS_PER_SECOND);
    }
}
