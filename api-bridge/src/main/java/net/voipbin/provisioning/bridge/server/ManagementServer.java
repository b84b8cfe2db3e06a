package net.voipbin.provisioning.bridge.server;

import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerResponse;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Health and metrics, for those who run the bridge. Thread-safe. */
public final class ManagementServer implements AutoCloseable {

    private static final int MOST_CONNECTIONS = 100;

    private static final Duration IDLE = Duration.ofMinutes(2);

    private final WebServer server;

    private ManagementServer(WebServer server) {
        this.server = server;
    }

    /**
     * @param port 0 for any free one
     * @param live whether the process can still come to serve, so that there is no need to start it anew
     * @param ready whether requests can be served now
     */
    public static ManagementServer start(
            String host, int port, BooleanSupplier live, BooleanSupplier ready, PrometheusMeterRegistry metrics) {
        HttpRouting.Builder routing = HttpRouting.builder()
                .get("/health/live", (request, response) -> tell(response, live.getAsBoolean()))
                .get("/health/ready", (request, response) -> tell(response, ready.getAsBoolean()))
                .get("/metrics", (request, response) -> {
                    response.header("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
                    response.send(metrics.scrape());
                });
        return new ManagementServer(WebServer.builder()
                .host(host)
                .port(port)
                .shutdownHook(false)
                .maxTcpConnections(MOST_CONNECTIONS)
                .idleConnectionTimeout(IDLE)
                .idleConnectionPeriod(IDLE.dividedBy(2))
                .routing(routing)
                .build()
                .start());
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }

    private static void tell(ServerResponse response, boolean well) {
        response.status(well ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503);
        response.header("Content-Type", "application/json");
        response.send(well ? "{\"status\":\"up\"}" : "{\"status\":\"down\"}");
    }
}
