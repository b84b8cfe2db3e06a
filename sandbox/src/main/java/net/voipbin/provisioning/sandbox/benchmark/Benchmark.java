package net.voipbin.provisioning.sandbox.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import net.voipbin.provisioning.sandbox.BuildDirectory;
import net.voipbin.provisioning.sandbox.Closing;
import net.voipbin.provisioning.sandbox.Directories;
import net.voipbin.provisioning.sandbox.EmbeddedParts;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the product and, in the same run, the limits of what it is made of. */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        description = "Measures the provisioner and the bridge on this machine, beside the limits of what they are made"
                + " of and what would be built in their place. Takes less than ten minutes on two cores. Exit code 1 if"
                + " a goal is missed.")
public final class Benchmark implements Callable<Integer> {

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
                    "To how many customers the product grows: ${DEFAULT-VALUE} unless given. A million takes an hour"
                            + " more.")
    private long customers;

    @Option(
            names = "--provisioner",
            paramLabel = "NAME=VALUE",
            description =
                    "A setting of the provisioner, such as PROVISIONER_STREAM_THREADS=2; of the bare Kafka Streams"
                            + " application too.")
    private Map<String, String> settings = Map.of();

    /** What is measured together. */
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
        System.exit(new CommandLine(new Benchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Runtime.getRuntime().addShutdownHook(new Thread(closing::close, "stop"));
        Path directory = BuildDirectory.resolve("benchmark");
        Directories.delete(directory);
        Files.createDirectories(directory);
        Report report = new Report();
        report.progress("Starting; logs are in " + directory);
        EmbeddedParts embedded = closing.add(EmbeddedParts.forLoad(directory).start());
        Product product = closing.add(new Product(directory, embedded, settings));

        try (closing) {
            try {
                new Measurements(product, directory, report, customers).run(parts);
            } finally {
                System.out.println();
                System.out.print(report.table());
                Path file = BuildDirectory.resolve("benchmark.json");
                report.write(file);
                report.progress("Written to " + file);
            }
        }
        List<Report.Figure> missed = report.missed();
        missed.forEach(figure -> System.out.println("Missed: " + figure.name()));
        return missed.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}
