package net.voipbin.provisioning.sandbox.benchmark;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongFunction;
import net.voipbin.provisioning.sandbox.benchmark.Report.Figure;
import net.voipbin.provisioning.sandbox.benchmark.Report.Goal;
import org.HdrHistogram.Histogram;

/**
 * How many requests the bridge answers per second, beside its HTTP server with a fixed answer, and how long reads and
 * writes take at fixed rates, from the time at which each was due.
 *
 * @param directory where the HTTP server with a fixed answer keeps its files
 * @param customers how many of the first customers are read and written
 * @param databaseRead reads of a customer per second in PostgreSQL alone, where that was measured
 */
record HttpService(Product product, Path directory, Report report, long customers, Optional<Figure> databaseRead) {

    /** How many requests are under way at a time where the speed is measured. */
    static final int CONNECTIONS = 16;

    static final Duration WARM_UP = Duration.ofSeconds(3);
    /** Until the JVM has compiled what a request takes, on two cores that it shares. */
    static final Duration FIRST_REQUESTS = Duration.ofSeconds(20);

    /** Until what a write takes in bridge, provisioner and projection has been compiled. */
    static final Duration FIRST_WRITES = Duration.ofSeconds(15);

    /** The HTTP server without the bridge has less to compile. */
    static final Duration FIRST_FIXED_ANSWERS = Duration.ofSeconds(10);

    private static final Duration MEASURED = Duration.ofSeconds(6);
    private static final Duration LATENCIES = Duration.ofSeconds(8);

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

    /** Measures reads first, then writes. */
    void measure() {
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
                Units.REQUESTS_PER_SECOND,
                hello,
                Goal.leastRatio(0.5));
        databaseRead.ifPresent(limit -> report.add(
                "GET a customer, beside the read of the row", gets.value(), Units.REQUESTS_PER_SECOND, limit));
        report.add(
                "GET a page of 100 customers",
                bridge.closedLoop(list, bridge.bodyBytes(list), CONNECTIONS, WARM_UP, MEASURED)
                        .perSecond(),
                Units.REQUESTS_PER_SECOND,
                helloPage);
        latencies(
                "GET a customer",
                1_000,
                WARM_UP,
                index -> HttpRequest.get("/v1.0/customers/" + Commands.customerId(index % customers), headers),
                LatencyGoals.p99(10));
        LongFunction<HttpRequest> put = index -> json(
                "PUT",
                "/v1.0/customers/" + Commands.customerId(index % customers),
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
                Units.REQUESTS_PER_SECOND);
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
                bound -> report.add(full, milliseconds, Units.MILLISECONDS, bound),
                () -> report.add(full, milliseconds, Units.MILLISECONDS));
    }

    private static HttpRequest json(String method, String path, Map<String, String> headers, String body) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "application/json");
        return new HttpRequest(method, path, all, body.getBytes(StandardCharsets.UTF_8), 200);
    }
}
