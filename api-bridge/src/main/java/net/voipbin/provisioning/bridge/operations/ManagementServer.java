package net.voipbin.provisioning.bridge.operations;

import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerResponse;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.BooleanSupplier;

/** Health and metrics, for those who run the bridge. Thread-safe. */
public final class ManagementServer implements AutoCloseable {

    private final WebServer server;

    private ManagementServer(WebServer server) {
        this.server = server;
    }

    /**
     * @param port 0 for any free one
     * @param ready whether requests can be served now
     */
    public static ManagementServer start(
            String host, int port, BooleanSupplier ready, PrometheusMeterRegistry metrics) {
        HttpRouting.Builder routing = HttpRouting.builder()
                .get("/health/live", (request, response) -> tell(response, true))
                .get("/health/ready", (request, response) -> tell(response, ready.getAsBoolean()))
                .get("/metrics", (request, response) -> {
                    response.header("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
                    response.send(metrics.scrape());
                });
        return new ManagementServer(WebServer.builder()
                .host(host)
                .port(port)
                .shutdownHook(false)
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
