package net.voipbin.provisioning.bridge.server;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import net.voipbin.provisioning.bridge.http.Answer;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.ClientAddress;
import net.voipbin.provisioning.bridge.http.Request;
import net.voipbin.provisioning.bridge.route.Api;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the API over HTTP, each connection on a virtual thread of its own. Thread-safe. */
public final class ApiServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger("access");

    private static final HeaderName FORWARDED_FOR = HeaderNames.create(ClientAddress.HEADER);

    /** How many times within the time that a connection may rest it is looked at. */
    private static final int LOOKS_WHILE_IDLE = 4;

    private final Api api;
    private final ClientAddress clients;
    private final MeterRegistry metrics;
    private final ClientWatchdog watchdog;
    private final Bodies bodies;
    private final UnderWay underWay;
    private final Counter turnedAway;
    private final Duration grace;
    private final WebServer server;
    private final Probe probe;

    /**
     * What the server is told.
     *
     * @param port 0 for any free one
     * @param maxConnections how many connections may be open; others wait until one is closed
     * @param idle how long a connection may rest between two requests
     * @param maxRequests how many requests may be under way at once, and how many bodies may be coming in; one more is
     *     refused without being looked at
     * @param patience how long a client may take over a request's headers, over its body, and over its answer
     * @param grace how long requests under way may take to finish when the server stops
     */
    public record Config(
            String host,
            int port,
            int maxConnections,
            Duration idle,
            int maxRequests,
            Duration patience,
            Duration grace) {}

    private ApiServer(Config config, Api api, ClientAddress clients, MeterRegistry metrics) {
        this.api = api;
        this.clients = clients;
        this.metrics = metrics;
        grace = config.grace();
        watchdog = new ClientWatchdog(config.patience(), metrics);
        bodies = new Bodies(config.maxRequests(), watchdog);
        underWay = new UnderWay(config.maxRequests());
        turnedAway = Counter.builder("bridge.requests.rejected")
                .description("Requests refused because too many were under way, or bodies coming in")
                .register(metrics);
        metrics.gauge("bridge.requests.active", underWay, UnderWay::count);
        metrics.gauge("bridge.bodies.arriving", bodies, Bodies::arriving);
        server = WebServer.builder()
                .host(config.host())
                .port(config.port())
                .shutdownHook(false)
                // An answer goes out in pieces of 8 KiB: each but the first would wait for the client's delayed word.
                .connectionOptions(options -> options.tcpNoDelay(true))
                .maxTcpConnections(config.maxConnections())
                .idleConnectionTimeout(config.idle())
                .idleConnectionPeriod(config.idle().dividedBy(LOOKS_WHILE_IDLE))
                .maxPayloadSize(Bodies.MOST_FROM_CONNECTION)
                // With a second protocol the server would wait for a connection's first bytes without a bound.
                .protocolsDiscoverServices(false)
                .addProtocol(Http1Config.builder()
                        // The API says what is wrong with a query.
                        .validatePrologue(false)
                        .addReceiveListener(new HeaderWatchdog(watchdog))
                        .build())
                .directHandlers(MalformedRequests.handlers())
                .routing(HttpRouting.builder().any(this::handle))
                .build();
        probe = new Probe(config.host(), "/" + UUID.randomUUID());
    }

    public static ApiServer start(Config config, Api api, ClientAddress clients, MeterRegistry metrics) {
        ApiServer server = new ApiServer(config, api, clients, metrics);
        server.server.start();
        return server;
    }

    public int port() {
        return server.port();
    }

    /** Whether requests are taken: a new connection is accepted, and a request on it answered. Asks just that. */
    public boolean running() {
        return underWay.open() && probe.answered(port());
    }

    /** Whether no connection will ever be accepted again, though the server was not told to stop. */
    public boolean broken() {
        return underWay.open() && probe.refused(port());
    }

    @Override
    public void close() {
        if (!underWay.closeAndAwait(grace)) {
            log.atWarn().log("Stopped before every request was answered");
        }
        server.stop();
        watchdog.close();
    }

    private void handle(ServerRequest sent, ServerResponse response) {
        if (probe.is(sent.prologue().uriPath().rawPath())) {
            response.status(Status.NO_CONTENT_204).send();
            return;
        }
        Exchange exchange = new Exchange(sent, response, watchdog);
        try {
            answer(exchange, System.nanoTime());
        } catch (ClientWatchdog.TooSlowException e) {
            throw new CloseConnectionException("The client was too slow", e);
        }
        exchange.end();
    }

    private void answer(Exchange exchange, long start) {
        Body body;
        try {
            body = bodies.take(exchange.sent());
        } catch (ApiException full) {
            turnedAway.increment();
            exchange.isLast();
            exchange.send(Answer.error(full, exchange.requestId()));
            bodies.discard(exchange.sent());
            return;
        }
        if (!body.whole()) {
            exchange.isLast();
        }
        switch (underWay.enter()) {
            case TAKEN -> serve(request(exchange, body), exchange, start);
            case FULL -> {
                turnedAway.increment();
                exchange.send(unavailable("Too many requests are under way.", exchange));
            }
            case CLOSED -> {
                exchange.isLast();
                exchange.send(unavailable("The bridge is stopping.", exchange));
            }
        }
    }

    private void serve(Request request, Exchange exchange, long start) {
        try {
            Api.Served served = api.serve(request);
            try {
                exchange.send(served.answer());
            } finally {
                record(request, served, Duration.ofNanos(System.nanoTime() - start));
            }
        } finally {
            underWay.leave();
        }
    }

    private static Answer unavailable(String message, Exchange exchange) {
        return Answer.error(ApiException.unavailable(message, null), exchange.requestId());
    }

    private Request request(Exchange exchange, Body body) {
        ServerRequest sent = exchange.sent();
        return new Request(
                sent.prologue().method().text(),
                sent.prologue().uriPath().rawPath(),
                sent.prologue().query().rawValue(),
                clients.of(sent.remotePeer().host(), sent.headers().all(FORWARDED_FOR, List::of)),
                name -> sent.headers().first(HeaderNames.create(name)),
                body::required,
                exchange.requestId());
    }

    /** Neither the path nor the query are told: they may hold a token, the path by mistake. */
    private void record(Request request, Api.Served served, Duration took) {
        String method = served.route().isPresent() ? request.method() : "other";
        String route = served.route().orElse("none");
        Timer.builder("bridge.requests")
                .description("Requests and how long they took")
                .tag("method", method)
                .tag("route", route)
                .tag("status", Integer.toString(served.answer().status()))
                .publishPercentileHistogram()
                .register(metrics)
                .record(took);
        log.atInfo()
                .addKeyValue("request_id", request.requestId())
                .addKeyValue("method", method)
                .addKeyValue("route", route)
                .addKeyValue("status", served.answer().status())
                .addKeyValue("millis", took.toMillis())
                .log("Request served");
    }
}
