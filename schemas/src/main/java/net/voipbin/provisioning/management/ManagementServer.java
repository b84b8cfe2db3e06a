package net.voipbin.provisioning.management;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Health and metrics on a port of their own: GET /health/live, /health/ready and /metrics. Thread-safe. How many
 * connections there may be, and how long a request may take, are arguments of the JVM ({@code
 * jdk.httpserver.maxConnections}, {@code sun.net.httpserver.maxReqTime}, {@code sun.net.httpserver.maxRspTime}), which the build sets for both programs.
 */
public final class ManagementServer implements AutoCloseable {

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int UNAVAILABLE = 503;
    private static final String JSON = "application/json";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    private ManagementServer(HttpServer server) {
        this.server = server;
    }

    /**
     * A server that answers already.
     *
     * @param port 0 for any free one
     * @param live whether the process can still come to serve, so that there is no need to start it anew
     * @param ready whether the program does its work now
     * @param metrics all metrics in Prometheus' text format
     * @throws UncheckedIOException if the port can't be opened
     */
    public static ManagementServer start(
            String host, int port, BooleanSupplier live, BooleanSupplier ready, Supplier<String> metrics) {
        try {
            ManagementServer management = new ManagementServer(HttpServer.create(new InetSocketAddress(host, port), 0));
            management.serve(live, ready, metrics);
            return management;
        } catch (IOException e) {
            throw new UncheckedIOException("the management port cannot be opened", e);
        }
    }

    private void serve(BooleanSupplier live, BooleanSupplier ready, Supplier<String> metrics) {
        server.setExecutor(executor);
        server.createContext("/health/live", exchange -> health(exchange, "/health/live", live.getAsBoolean()));
        server.createContext("/health/ready", exchange -> health(exchange, "/health/ready", ready.getAsBoolean()));
        server.createContext("/metrics", exchange -> answer(exchange, "/metrics", OK, PROMETHEUS, metrics.get()));
        server.createContext("/", exchange -> answer(exchange, "/", NOT_FOUND, JSON, ""));
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        executor.close();
    }

    private static void health(HttpExchange exchange, String path, boolean healthy) throws IOException {
        answer(
                exchange,
                path,
                healthy ? OK : UNAVAILABLE,
                JSON,
                healthy ? "{\"status\":\"up\"}" : "{\"status\":\"down\"}");
    }

    /** A context answers all paths that begin with its own: only the very path counts. */
    private static void answer(HttpExchange exchange, String path, int status, String contentType, String body)
            throws IOException {
        try (exchange) {
            boolean get = exchange.getRequestMethod().equals("GET");
            boolean known = exchange.getRequestURI().getPath().equals(path);
            int shown = !known ? NOT_FOUND : get ? status : METHOD_NOT_ALLOWED;
            byte[] bytes = (shown == status ? body : "").getBytes(StandardCharsets.UTF_8);
            if (shown == METHOD_NOT_ALLOWED) {
                exchange.getResponseHeaders().set("Allow", "GET");
            }
            exchange.getResponseHeaders().set("Content-Type", contentType);
            exchange.sendResponseHeaders(shown, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
