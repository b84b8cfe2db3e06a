package net.voipbin.provisioning.sandbox.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongFunction;
import net.voipbin.provisioning.sandbox.benchmark.Benchmark.Part;
import net.voipbin.provisioning.sandbox.benchmark.Report.Figure;
import net.voipbin.provisioning.sandbox.benchmark.Report.Goal;
import net.voipbin.provisioning.sandbox.part.ProgramSettings;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What is measured, in its order: first the limits, while the product stands still and with records of the sizes that it
 * writes, then the product. Not thread-safe.
 */
final class Measurements {

    private static final String COMMANDS_PER_SECOND = "commands/s";
    private static final String REQUESTS_PER_SECOND = "requests/s";
    private static final String ROWS_PER_SECOND = "rows/s";
    private static final String MILLISECONDS = "ms";
    private static final String MEBIBYTES = "MiB";

    private static final Duration WARM_UP = Duration.ofSeconds(3);
    /** Until the JVM has compiled what a request takes, on two cores that it shares. */
    private static final Duration FIRST_REQUESTS = Duration.ofSeconds(20);

    /** Of writes: what the command takes in bridge, provisioner and projection. */
    private static final Duration FIRST_WRITES = Duration.ofSeconds(15);

    private static final Duration MEASURED = Duration.ofSeconds(6);
    private static final Duration TRIED = Duration.ofSeconds(3);
    private static final Duration LATENCIES = Duration.ofSeconds(8);

    /** Of PostgreSQL, with the rows that are written to it: it compiles nothing. */
    private static final Duration ROWS_WARM_UP = Duration.ofSeconds(2);

    private static final Duration ROWS_MEASURED = Duration.ofSeconds(3);

    /** The HTTP server without the bridge has less to compile. */
    private static final Duration FIRST_FIXED_ANSWERS = Duration.ofSeconds(10);

    /** So many that the JVM has compiled what is run most when the time is taken. */
    private static final long LIMIT_WARM_UP = 60_000;

    private static final long LIMIT_COMMANDS = 180_000;
    private static final int CONNECTIONS = 16;

    /** Half of them are born before the limits, whose records' sizes are theirs. */
    static final long LEAST_CUSTOMERS = 2_000;

    private static final long FEW_CUSTOMERS = 10_000;
    private static final long UPDATES = 60_000;
    private static final long AGENTS = 40_000;
    private static final long MIXED = 40_000;
    private static final long WARM_SHARE = 4;
    private static final int[] RESOURCES = {100, 1_000, 100_000};
    private static final long RESTORE_PROBE = 1_000;

    /** Rebuild and restore fail when they take longer than this and ten times what is good for each row or customer. */
    private static final Duration START = Duration.ofSeconds(90);

    private static final Duration LONGEST_REBUILD_OF_A_ROW = Duration.ofNanos(600_000);
    private static final Duration LONGEST_RESTORE_OF_A_CUSTOMER = Duration.ofMillis(1);

    private final Product product;
    private final Path directory;
    private final Report report;
    private final long customers;
    private final long few;
    private final Commands commands;
    private Optional<Figure> bareStreams = Optional.empty();
    private Optional<Figure> postgresBirth = Optional.empty();
    private Optional<Figure> upsertNew = Optional.empty();
    private Optional<Figure> read = Optional.empty();
    private double fastestProducer;
    private long born;

    /** @param customers to how many the product grows; {@value #LEAST_CUSTOMERS} at least */
    Measurements(Product product, Path directory, Report report, long customers) {
        this.product = product;
        this.directory = directory;
        this.report = report;
        this.customers = customers;
        few = Math.min(FEW_CUSTOMERS, customers / 2);
        commands = new Commands(product.registryUrl());
    }

    /** What is left out of which figures, as the report tells it. */
    static Map<String, String> warmUps() {
        return Map.of(
                "commands", "a " + WARM_SHARE + "th of each run, and all that is decided while commands are published",
                "limits of Kafka", LIMIT_WARM_UP + " commands",
                "births in PostgreSQL", TRIED.dividedBy(3).toString(),
                "rows in PostgreSQL", ROWS_WARM_UP.toString(),
                "HTTP server with a fixed answer", FIRST_FIXED_ANSWERS.toString(),
                "GET a customer", FIRST_REQUESTS.toString(),
                "first writes", FIRST_WRITES.toString(),
                "pages, further latencies", WARM_UP.toString());
    }

    void run(Set<Part> parts) throws IOException {
        product.start();
        CommandRun.unmeasured(product, 1, index -> commands.registerPlatform(product.platform()));
        CommandRun.unmeasured(product, few, index -> commands.createCustomer(Commands.customerId(index)));
        born = few;
        if (parts.contains(Part.KAFKA) || parts.contains(Part.POSTGRES)) {
            RecordSizes sizes = product.recordSizes();
            product.stop();
            report.progress("Measuring the limits with records as the product's are: " + sizes);
            if (parts.contains(Part.KAFKA)) {
                kafka(sizes);
            }
            if (parts.contains(Part.POSTGRES)) {
                postgres(sizes);
            }
            product.start();
        }
        if (parts.contains(Part.COMMANDS)) {
            commands();
        }
        if (parts.contains(Part.HTTP)) {
            http();
        }
        if (parts.contains(Part.LARGE_CUSTOMER)) {
            largeCustomer();
        }
        if (parts.contains(Part.RECOVERY)) {
            recovery();
        }
    }

    private void kafka(RecordSizes sizes) {
        measure("limit: consume, transform, produce, exactly once", RawExactlyOnce.program(directory), sizes);
        bareStreams = Optional.of(measure(
                "limit: bare Kafka Streams, exactly once",
                BareStreams.program(product.provisionerEnvironment(), directory),
                sizes));
        report.add("limit: plain producer", fastestProducer, COMMANDS_PER_SECOND);
    }

    private Figure measure(String name, BareProgram program, RecordSizes sizes) {
        BareProgram.Measured measured = program.measure(
                product.bootstrapServers(), ProgramSettings.PARTITIONS, sizes, LIMIT_WARM_UP, LIMIT_COMMANDS);
        fastestProducer = Math.max(fastestProducer, measured.published().perSecond());
        return report.add(
                String.format("%s, commit each %,d ms", name, BareProgram.COMMIT_INTERVAL.toMillis()),
                measured.processed().perSecond(),
                COMMANDS_PER_SECOND);
    }

    private void postgres(RecordSizes sizes) {
        PostgresBirth.Measured births = new PostgresBirth(product.postgres(), sizes).measure(TRIED.dividedBy(3), TRIED);
        births.durable().forEach(tried -> birth(tried, ""));
        PostgresBirth.Tried best = PostgresBirth.best(births.durable());
        postgresBirth = Optional.of(report.add(
                "instead: birth in PostgreSQL, at its best", best.births().perSecond(), COMMANDS_PER_SECOND));
        births.notDurable().forEach(tried -> birth(tried, ", not durable"));
        try (PostgresBulk bulk = PostgresBulk.open(product.postgres())) {
            report.add(
                    "limit: COPY of new rows",
                    bulk.copy(ROWS_WARM_UP, ROWS_MEASURED).perSecond(),
                    ROWS_PER_SECOND);
            upsertNew = Optional.of(report.add(
                    "limit: upsert of new rows",
                    bulk.upsertNew(ROWS_WARM_UP, ROWS_MEASURED).perSecond(),
                    ROWS_PER_SECOND));
            report.add(
                    "limit: upsert of existing rows",
                    bulk.upsertExisting(ROWS_WARM_UP, ROWS_MEASURED).perSecond(),
                    ROWS_PER_SECOND);
            read = Optional.of(report.add(
                    "limit: customer by id through JDBI",
                    bulk.read(ROWS_WARM_UP, ROWS_MEASURED).perSecond(),
                    REQUESTS_PER_SECOND));
        }
    }

    private void birth(PostgresBirth.Tried tried, String how) {
        report.add(
                "instead: birth in PostgreSQL, " + tried.connections() + " connections" + how,
                tried.births().perSecond(),
                COMMANDS_PER_SECOND);
    }

    private void commands() {
        // The provisioner has just been started.
        CommandRun.unmeasured(
                product, UPDATES / 2, index -> commands.updateCustomer(Commands.customerId(index % born)));
        Figure ofFew = updates(few, bareStreams, Optional.of(Goal.leastRatio(0.5)));
        footprint();
        run("CreateAgent", AGENTS, index -> commands.createAgent(Commands.customerId(index % born)));
        long first = customers;
        run(
                "mixed load",
                MIXED,
                index -> commands.mixed(index, Commands.customerId(index % few), Commands.customerId(first + index)));
        CommandRun births = bear(customers);
        String to = String.format(" to %,d customers", customers);
        Figure decided = report(
                "CreateCustomer, until the result," + to,
                births.decided().perSecond(),
                bareStreams,
                Optional.of(Goal.leastRatio(0.2)));
        postgresBirth.ifPresent(instead -> report.add(
                "CreateCustomer, beside the birth in PostgreSQL",
                decided.value(),
                COMMANDS_PER_SECOND,
                instead,
                Goal.leastRatio(1)));
        report.add(
                "CreateCustomer, until the read model," + to,
                births.shown().perSecond(),
                COMMANDS_PER_SECOND,
                decided,
                Goal.leastRatio(0.9));
        updates(customers, Optional.of(ofFew), Optional.of(Goal.leastRatio(0.8)));
        footprint();
    }

    private Figure updates(long among, Optional<Figure> limit, Optional<Goal> goal) {
        CommandRun run = CommandRun.of(
                product,
                UPDATES / WARM_SHARE,
                UPDATES,
                index -> commands.updateCustomer(Commands.customerId(index * 7_919 % among)),
                new Pace(report, "UpdateCustomer", UPDATES));
        return report("UpdateCustomer", String.format(", of %,d customers", among), run, limit, goal);
    }

    private void run(String name, long count, LongFunction<ProducerRecord<byte[], byte[]>> source) {
        CommandRun run = CommandRun.of(product, count / WARM_SHARE, count, source, new Pace(report, name, count));
        report(name, "", run, bareStreams, Optional.empty());
    }

    /** Both figures of a run; the first, until the result, is the limit of the second. */
    private Figure report(String name, String of, CommandRun run, Optional<Figure> limit, Optional<Goal> goal) {
        Figure decided = report(name + ", until the result" + of, run.decided().perSecond(), limit, goal);
        report.add(
                name + ", until the read model" + of,
                run.shown().perSecond(),
                COMMANDS_PER_SECOND,
                decided,
                Goal.leastRatio(0.9));
        return decided;
    }

    /** A part that is measured alone has no limit to be compared with. */
    private Figure report(String name, double value, Optional<Figure> limit, Optional<Goal> goal) {
        return limit.map(other -> goal.map(bound -> report.add(name, value, COMMANDS_PER_SECOND, other, bound))
                        .orElseGet(() -> report.add(name, value, COMMANDS_PER_SECOND, other)))
                .orElseGet(() -> report.add(name, value, COMMANDS_PER_SECOND));
    }

    /** As many more as there shall be then. */
    private CommandRun bear(long total) {
        long before = born;
        long count = total - before;
        born = total;
        return CommandRun.of(
                product,
                count / WARM_SHARE,
                count,
                index -> commands.createCustomer(Commands.customerId(before + index)),
                new Pace(report, "CreateCustomer", count));
    }

    private void footprint() {
        String of = String.format(" with %,d customers", born);
        report.add("memory of the provisioner, at most," + of, product.provisionerMebibytes(), MEBIBYTES);
        report.add("disk: local state" + of, Footprint.mebibytes(product.stateDirectory()), MEBIBYTES);
        report.add("disk: records of the topics" + of, product.topicsMebibytes(), MEBIBYTES);
        report.add("disk: read model" + of, Footprint.readModelMebibytes(product.database()), MEBIBYTES);
        report.add(
                "disk: PostgreSQL's write-ahead log" + of,
                Footprint.writeAheadLogMebibytes(product.database()),
                MEBIBYTES);
    }

    private void http() {
        UUID tenant = Commands.customerId(0);
        Map<String, String> headers = product.asSuperAdmin();
        HttpRequest get = HttpRequest.get("/v1.0/customers/" + tenant, headers);
        HttpLoad bridge = product.http();
        HttpRequest list = HttpRequest.get("/v1.0/customers?page_size=100", headers);
        Figure hello;
        Figure helloPage;
        try (HelloWorld bare = HelloWorld.start(directory)) {
            HttpLoad fixed = new HttpLoad(bare.address());
            hello = fixedAnswer("a customer", fixed, get, bridge.bodyBytes(get), FIRST_FIXED_ANSWERS);
            helloPage = fixedAnswer("a page", fixed, list, bridge.bodyBytes(list), WARM_UP);
        }
        Figure gets = report.add(
                "GET a customer",
                bridge.closedLoop(get, bridge.bodyBytes(get), CONNECTIONS, FIRST_REQUESTS, MEASURED)
                        .perSecond(),
                REQUESTS_PER_SECOND,
                hello,
                Goal.leastRatio(0.5));
        read.ifPresent(limit ->
                report.add("GET a customer, beside the read of the row", gets.value(), REQUESTS_PER_SECOND, limit));
        report.add(
                "GET a page of 100 customers",
                bridge.closedLoop(list, bridge.bodyBytes(list), CONNECTIONS, WARM_UP, MEASURED)
                        .perSecond(),
                REQUESTS_PER_SECOND,
                helloPage);
        latencies(
                "GET a customer",
                1_000,
                WARM_UP,
                index -> HttpRequest.get("/v1.0/customers/" + Commands.customerId(index % few), headers),
                LatencyGoals.p99(10));
        LongFunction<HttpRequest> put = index -> json(
                "PUT",
                "/v1.0/customers/" + Commands.customerId(index % few),
                headers,
                "{\"name\": \"Customer " + index + "\", \"detail\": \"Changed over HTTP\"}");
        latencies("PUT a customer", 200, FIRST_WRITES, put, LatencyGoals.p50AndP99(15, 50));
        latencies("PUT a customer", 500, WARM_UP, put, LatencyGoals.p99(75));
        Map<String, String> asTenant = product.asCustomer(tenant);
        latencies(
                "POST a tag",
                200,
                WARM_UP,
                index -> json("POST", "/v1.0/tags", asTenant, "{\"name\": \"tag " + UUID.randomUUID() + "\"}"),
                LatencyGoals.none());
        latencies(
                "POST a customer",
                100,
                WARM_UP,
                index -> json(
                        "POST",
                        "/v1.0/customers",
                        headers,
                        "{\"name\": \"Born over HTTP\", \"email\": \"" + UUID.randomUUID() + "@tenant.example\"}"),
                LatencyGoals.none());
    }

    /** The same request of the HTTP server alone, with a body of the same length. */
    private Figure fixedAnswer(String of, HttpLoad fixed, HttpRequest request, int bytes, Duration warmUp) {
        return report.add(
                "limit: the HTTP server with a fixed answer as long as " + of,
                fixed.closedLoop(HelloWorld.asking(request, bytes), bytes, CONNECTIONS, warmUp, MEASURED)
                        .perSecond(),
                REQUESTS_PER_SECOND);
    }

    /** Bounds of latencies in milliseconds. */
    private record LatencyGoals(Optional<Goal> p50, Optional<Goal> p99) {

        static LatencyGoals none() {
            return new LatencyGoals(Optional.empty(), Optional.empty());
        }

        static LatencyGoals p99(double most) {
            return new LatencyGoals(Optional.empty(), Optional.of(Goal.atMost(most)));
        }

        static LatencyGoals p50AndP99(double p50, double p99) {
            return new LatencyGoals(Optional.of(Goal.atMost(p50)), Optional.of(Goal.atMost(p99)));
        }
    }

    private void latencies(
            String name, int perSecond, Duration warmUp, LongFunction<HttpRequest> requests, LatencyGoals goals) {
        HttpLoad.Served served = product.http().openLoop(perSecond, warmUp, LATENCIES, requests);
        String at = String.format("%s at %,d/s, ", name, perSecond);
        if (served.answered().count() == 0) {
            throw new IllegalStateException(
                    at + "got no answer at all", served.whyUnanswered().orElse(null));
        }
        if (served.failed()) {
            long refused = served.unexpected().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            report.add(
                    at + "not answered as they should be", refused + served.unanswered(), "requests", Goal.atMost(0));
        }
        percentile(at, served.latencies(), 50, goals.p50());
        percentile(at, served.latencies(), 95, Optional.empty());
        percentile(at, served.latencies(), 99, goals.p99());
        percentile(at, served.latencies(), 99.9, Optional.empty());
    }

    private void percentile(String name, Histogram latencies, double percentile, Optional<Goal> goal) {
        String full =
                name + "p" + (percentile % 1 == 0 ? Integer.toString((int) percentile) : Double.toString(percentile));
        double milliseconds = latencies.getValueAtPercentile(percentile) / 1_000.0;
        goal.ifPresentOrElse(
                bound -> report.add(full, milliseconds, MILLISECONDS, bound),
                () -> report.add(full, milliseconds, MILLISECONDS));
    }

    private static HttpRequest json(String method, String path, Map<String, String> headers, String body) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "application/json");
        return new HttpRequest(method, path, all, body.getBytes(StandardCharsets.UTF_8), 200);
    }

    /** One customer owns ever more, and its tags are listed. */
    private void largeCustomer() {
        Optional<Figure> fewUpdates = Optional.empty();
        Optional<Figure> fewPages = Optional.empty();
        UUID customer = Commands.customerId(1);
        HttpLoad bridge = product.http();
        HttpRequest list = HttpRequest.get("/v1.0/tags?page_size=100", product.asCustomer(customer));
        long before = 0;
        for (int resources : RESOURCES) {
            long more = resources - before;
            CommandRun.unmeasured(product, more, index -> commands.createTag(customer));
            before = resources;
            CommandRun run = CommandRun.of(
                    product,
                    UPDATES / WARM_SHARE / 2,
                    UPDATES / 2,
                    index -> commands.updateCustomer(customer),
                    new Pace(report, "UpdateCustomer", UPDATES / 2));
            String with = String.format(" of one customer with %,d resources", resources);
            Figure updates = add("UpdateCustomer" + with, run.decided().perSecond(), COMMANDS_PER_SECOND, fewUpdates);
            Figure pages = add(
                    "GET a page of 100" + with,
                    bridge.closedLoop(list, bridge.bodyBytes(list), CONNECTIONS, WARM_UP, WARM_UP)
                            .perSecond(),
                    REQUESTS_PER_SECOND,
                    fewPages);
            fewUpdates = fewUpdates.or(() -> Optional.of(updates));
            fewPages = fewPages.or(() -> Optional.of(pages));
        }
    }

    private Figure add(String name, double value, String unit, Optional<Figure> limit) {
        return limit.map(other -> report.add(name, value, unit, other)).orElseGet(() -> report.add(name, value, unit));
    }

    private void recovery() throws IOException {
        long rows = rows();
        long begin = System.nanoTime();
        report.progress("Rebuilding the read model: " + rows + " rows");
        product.rebuild(START.plus(LONGEST_REBUILD_OF_A_ROW.multipliedBy(rows)));
        double perSecond = Throughput.since(begin, rows).perSecond();
        report.add("rebuild of the read model, rows", rows, "rows");
        upsertNew.ifPresentOrElse(
                limit -> report.add("rebuild of the read model", perSecond, ROWS_PER_SECOND, limit),
                () -> report.add("rebuild of the read model", perSecond, ROWS_PER_SECOND));
        report.add("rebuild of a million rows, at this speed", 1_000_000 / perSecond, "s", Goal.atMost(60));
        product.killProvisionerAndItsState();
        begin = System.nanoTime();
        report.progress("Restoring the local state");
        product.startProvisioner(START.plus(LONGEST_RESTORE_OF_A_CUSTOMER.multipliedBy(born)));
        report.add("restore of the lost local state, until ready", seconds(begin), "s");
        CommandRun.unmeasured(
                product, RESTORE_PROBE, index -> commands.updateCustomer(Commands.customerId(index % born)));
        report.add("restore of the lost local state, until 1,000 commands more are shown", seconds(begin), "s");
        report.add("local state restored", Footprint.mebibytes(product.stateDirectory()), MEBIBYTES);
    }

    private long rows() {
        return product.database()
                .withHandle(handle -> handle.createQuery(
                                "select sum(rows) from (select count(*) as rows from customers union all select count(*) from"
                                        + " agents union all select count(*) from billing_accounts union all select count(*)"
                                        + " from tags union all select count(*) from command_results union all select"
                                        + " count(*) from customer_progress union all select count(*) from credentials) t")
                        .mapTo(Long.class)
                        .one());
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
