package net.voipbin.provisioning.operations;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/** Health and metrics on a port of their own: GET /health/live, /health/ready and /metrics. Thread-safe. */
final class ManagementServer implements AutoCloseable {

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int UNAVAILABLE = 503;
    private static final String TEXT = "text/plain; charset=utf-8";

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    ManagementServer(
            String host, int port, BooleanSupplier live, BooleanSupplier ready, PrometheusMeterRegistry meters) {
        try {
            server = HttpServer.create(new InetSocketAddress(host, port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("the management port cannot be opened", e);
        }
        server.setExecutor(executor);
        server.createContext("/health/live", exchange -> health(exchange, "/health/live", live.getAsBoolean()));
        server.createContext("/health/ready", exchange -> health(exchange, "/health/ready", ready.getAsBoolean()));
        server.createContext(
                "/metrics",
                exchange ->
                        answer(exchange, "/metrics", OK, "text/plain; version=0.0.4; charset=utf-8", meters.scrape()));
        server.createContext("/", exchange -> answer(exchange, "/", NOT_FOUND, TEXT, "not found\n"));
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        executor.close();
    }

    private static void health(HttpExchange exchange, String path, boolean healthy) throws IOException {
        answer(exchange, path, healthy ? OK : UNAVAILABLE, TEXT, healthy ? "up\n" : "down\n");
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
