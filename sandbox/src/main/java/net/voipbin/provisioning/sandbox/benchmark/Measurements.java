package net.voipbin.provisioning.sandbox.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.voipbin.provisioning.sandbox.benchmark.Benchmark.Part;
import net.voipbin.provisioning.sandbox.benchmark.Report.Figure;

/**
 * The order of a run: first the limits, while the product stands still and with records of the sizes that it writes,
 * then the product. Not thread-safe.
 */
final class Measurements {

    /** Half of them are born before the limits, whose records' sizes are theirs. */
    static final long LEAST_CUSTOMERS = 2_000;

    private final Product product;
    private final Path directory;
    private final Report report;
    private final Commands commands;
    private final Population customers;

    /** @param customers to how many the product grows; {@value #LEAST_CUSTOMERS} at least */
    Measurements(Product product, Path directory, Report report, long customers) {
        this.product = product;
        this.directory = directory;
        this.report = report;
        commands = new Commands(product.registryUrl());
        this.customers = new Population(product, commands, customers);
    }

    /** What is left out of which figures, as the report tells it. */
    static Map<String, String> warmUps() {
        return Map.of(
                "commands",
                "a " + CommandThroughput.WARM_SHARE
                        + "th of each run, and all that is decided while commands are published",
                "limits of Kafka",
                KafkaLimits.WARM_UP_COMMANDS + " commands",
                "births in PostgreSQL",
                PostgresLimits.FIRST_BIRTHS.toString(),
                "rows in PostgreSQL",
                PostgresLimits.ROWS_WARM_UP.toString(),
                "HTTP server with a fixed answer",
                HttpService.FIRST_FIXED_ANSWERS.toString(),
                "GET a customer",
                HttpService.FIRST_REQUESTS.toString(),
                "first writes",
                HttpService.FIRST_WRITES.toString(),
                "pages, further latencies",
                HttpService.WARM_UP.toString());
    }

    /**
     * Measures the parts, each beside the limits that are measured in the same run.
     *
     * @throws IllegalStateException if a figure can't be measured in its time
     */
    void run(Set<Part> parts) throws IOException {
        product.start();
        CommandRun.unmeasured(product, 1, index -> commands.registerPlatform(product.platform()));
        customers.createFew();
        Limits limits = limits(parts);
        if (parts.contains(Part.COMMANDS)) {
            new CommandThroughput(product, report, commands, customers, limits).measure();
        }
        if (parts.contains(Part.HTTP)) {
            new HttpService(product, directory, report, customers.few(), limits.read()).measure();
        }
        if (parts.contains(Part.LARGE_CUSTOMER)) {
            new LargeCustomer(product, report, commands).measure();
        }
        if (parts.contains(Part.RECOVERY)) {
            new Recovery(product, report, customers, limits.upsertNew()).measure();
        }
    }

    private Limits limits(Set<Part> parts) throws IOException {
        Optional<Figure> bareStreams = Optional.empty();
        Optional<PostgresLimits.Measured> postgres = Optional.empty();
        if (parts.contains(Part.KAFKA) || parts.contains(Part.POSTGRES)) {
            RecordSizes sizes = product.recordSizes();
            product.stop();
            report.progress("Measuring the limits with records as the product's are: " + sizes);
            if (parts.contains(Part.KAFKA)) {
                bareStreams = Optional.of(new KafkaLimits(product, directory, report).measure(sizes));
            }
            if (parts.contains(Part.POSTGRES)) {
                postgres = Optional.of(new PostgresLimits(product, report).measure(sizes));
            }
            product.start();
        }
        return Limits.of(bareStreams, postgres);
    }
}
