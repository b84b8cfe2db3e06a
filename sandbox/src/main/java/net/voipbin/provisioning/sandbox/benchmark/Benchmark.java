package net.voipbin.provisioning.sandbox.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import net.voipbin.provisioning.sandbox.part.EmbeddedParts;
import net.voipbin.provisioning.sandbox.process.BuildDirectory;
import net.voipbin.provisioning.sandbox.process.Closing;
import net.voipbin.provisioning.sandbox.process.Directories;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the product and, in the same run, the limits of what it is made of. */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        description = "Measures the provisioner and the bridge on this machine, beside the limits of what they are made"
                + " of and what would be built in their place. Takes less than ten minutes on two cores. Exit code 1 if"
                + " a goal is missed, 3 if a figure can't be measured.")
public final class Benchmark implements Callable<Integer> {

    private static final int FAILED = 3;
    private static final long GIBIBYTE = 1L << 30;

    /** What a customer takes of the disk at most: topics, state, read model, and a second read model while it is rebuilt. */
    private static final long CUSTOMER_BYTES = 20L << 10;

    private static final long OTHER_BYTES = 5 * GIBIBYTE;

    private final Closing closing = new Closing();

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "PART",
            description = "Measures these parts only: ${COMPLETION-CANDIDATES}.")
    private Set<Part> parts = EnumSet.allOf(Part.class);

    @Option(
            names = "--customers",
            defaultValue = "100000",
            description =
                    "To how many customers the product grows: ${DEFAULT-VALUE} unless given, 2000 at least. A million"
                            + " takes an hour more.")
    private long customers;

    @Option(
            names = "--provisioner",
            paramLabel = "NAME=VALUE",
            description =
                    "A setting of the provisioner, such as PROVISIONER_STREAM_THREADS=2; of the bare Kafka Streams"
                            + " application too.")
    private Map<String, String> settings = Map.of();

    /** A part of the benchmark, whose figures are measured together. */
    enum Part {
        KAFKA,
        POSTGRES,
        COMMANDS,
        HTTP,
        LARGE_CUSTOMER,
        RECOVERY
    }

    /** The program. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Benchmark())
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    failure.printStackTrace(line.getErr());
                    line.getErr().println("Failed: " + Report.reason(failure));
                    return FAILED;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Runtime.getRuntime().addShutdownHook(new Thread(closing::close, "stop"));
        Path directory = BuildDirectory.resolve("benchmark");
        Directories.delete(directory);
        Files.createDirectories(directory);
        requireRoom(directory);
        Report report = new Report();
        report.progress("Starting; logs are in " + directory);
        EmbeddedParts embedded = closing.add(EmbeddedParts.forLoad(directory).start());
        Product product = closing.add(new Product(directory, embedded, settings));

        Optional<Exception> failure = Optional.empty();
        try (closing) {
            RunConditions run = RunConditions.now(directory, product, settings(product), Measurements.warmUps());
            try {
                new Measurements(product, directory, report, customers).run(parts);
            } catch (IOException | RuntimeException e) {
                failure = Optional.of(e);
                throw e;
            } finally {
                System.out.println();
                System.out.print(report.table());
                Path file = BuildDirectory.resolve("benchmark.json");
                report.write(file, run, failure);
                report.progress("Written to " + file);
            }
        }
        List<Report.Figure> missed = report.missed();
        missed.forEach(figure -> System.out.println("Missed: " + figure.name()));
        return missed.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private Map<String, String> settings(Product product) {
        Map<String, String> all = new TreeMap<>(RunConditions.of(product.settingsOfProvisioner()));
        all.put("parts", parts.stream().sorted().map(Part::name).collect(Collectors.joining(",")));
        all.put("customers", Long.toString(customers));
        all.putAll(settings);
        return all;
    }

    private void requireRoom(Path directory) throws IOException {
        if (customers < Measurements.LEAST_CUSTOMERS) {
            throw new IllegalArgumentException(
                    "--customers is " + Measurements.LEAST_CUSTOMERS + " at least: fewer say nothing");
        }
        long needed = OTHER_BYTES + customers * CUSTOMER_BYTES;
        long there = Files.getFileStore(directory).getUsableSpace();
        if (there < needed) {
            throw new IllegalStateException("for " + customers + " customers " + needed / GIBIBYTE
                    + " GiB of disk may be needed, and there are only " + there / GIBIBYTE + " at " + directory);
        }
    }
}
