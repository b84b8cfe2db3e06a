package net.voipbin.provisioning.bridge.operations;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import net.voipbin.provisioning.bridge.http.Answer;
import net.voipbin.provisioning.bridge.http.Api;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.ClientAddress;
import net.voipbin.provisioning.bridge.http.Reason;
import net.voipbin.provisioning.bridge.http.Request;
import net.voipbin.provisioning.bridge.http.RequestId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the API over HTTP, each request on a virtual thread of its own. Thread-safe. */
public final class ApiServer implements AutoCloseable {

    /** The largest body that is taken, in bytes. */
    static final int MAX_BODY = 1 << 20;

    /** How long a body may take to come in: a client that trickles it would keep others out. */
    private static final Duration MOST_FOR_BODY = Duration.ofSeconds(10);

    private static final int PART = 8_192;

    private static final Logger log = LoggerFactory.getLogger("access");

    private static final HeaderName FORWARDED_FOR = HeaderNames.create(ClientAddress.HEADER);

    private final Api api;
    private final ClientAddress clients;
    private final MeterRegistry metrics;
    private final UnderWay underWay;
    private final Counter turnedAway;
    private final Duration grace;
    private final WebServer server;

    private ApiServer(
            String host,
            int port,
            int maxRequests,
            Duration grace,
            Api api,
            ClientAddress clients,
            MeterRegistry metrics) {
        this.api = api;
        this.clients = clients;
        this.metrics = metrics;
        this.grace = grace;
        underWay = new UnderWay(maxRequests);
        turnedAway = Counter.builder("bridge.requests.rejected")
                .description("Requests refused because too many were under way")
                .register(metrics);
        metrics.gauge("bridge.requests.active", underWay, UnderWay::count);
        server = WebServer.builder()
                .host(host)
                .port(port)
                .shutdownHook(false)
                .directHandlers(MalformedRequests.handlers())
                .routing(HttpRouting.builder().any(this::handle))
                .build();
    }

    /**
     * @param port 0 for any free one
     * @param maxRequests how many requests may be under way at once; one more is refused without being looked at
     * @param grace how long requests under way may take to finish when the server stops
     */
    public static ApiServer start(
            String host,
            int port,
            int maxRequests,
            Duration grace,
            Api api,
            ClientAddress clients,
            MeterRegistry metrics) {
        ApiServer server = new ApiServer(host, port, maxRequests, grace, api, clients, metrics);
        server.server.start();
        return server;
    }

    public int port() {
        return server.port();
    }

    /** Whether requests are taken. */
    public boolean running() {
        return underWay.open() && server.isRunning();
    }

    @Override
    public void close() {
        if (!underWay.closeAndAwait(grace)) {
            log.atWarn().log("Stopped before every request was answered");
        }
        server.stop();
    }

    private void handle(ServerRequest sent, ServerResponse response) {
        long start = System.nanoTime();
        Request request = request(sent);
        switch (underWay.enter()) {
            case TAKEN -> serve(request, response, start);
            case FULL -> {
                turnedAway.increment();
                send(response, unavailable("Too many requests are under way.", request), request);
            }
            case CLOSED ->
                send(
                        response,
                        unavailable("The bridge is stopping.", request).withHeader("Connection", "close"),
                        request);
        }
    }

    private void serve(Request request, ServerResponse response, long start) {
        try {
            Api.Served served = api.serve(request);
            send(response, served.answer(), request);
            record(request, served, Duration.ofNanos(System.nanoTime() - start));
        } finally {
            underWay.leave();
        }
    }

    private static Answer unavailable(String message, Request request) {
        return Answer.error(ApiException.unavailable(message, null), request.requestId());
    }

    private Request request(ServerRequest sent) {
        return new Request(
                sent.prologue().method().text(),
                sent.prologue().uriPath().rawPath(),
                sent.prologue().query().rawValue(),
                clients.of(sent.remotePeer().host(), sent.headers().all(FORWARDED_FOR, List::of)),
                name -> sent.headers().first(HeaderNames.create(name)),
                () -> body(sent),
                RequestId.of(sent.headers().first(HeaderNames.create(RequestId.HEADER))));
    }

    private static byte[] body(ServerRequest sent) {
        if (!sent.content().hasEntity()) {
            return new byte[0];
        }
        if (sent.headers().contentLength().orElse(0) > MAX_BODY) {
            throw tooLarge();
        }
        return read(sent);
    }

    private static byte[] read(ServerRequest sent) {
        long latest = System.nanoTime() + MOST_FOR_BODY.toNanos();
        try (InputStream stream = sent.content().inputStream()) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            byte[] part = new byte[PART];
            for (int count = stream.read(part); count >= 0; count = stream.read(part)) {
                body.write(part, 0, count);
                if (body.size() > MAX_BODY) {
                    throw tooLarge();
                }
                if (System.nanoTime() > latest) {
                    throw incomplete();
                }
            }
            return body.toByteArray();
        } catch (ApiException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The server tells a body that breaks off, or off its framing, by exceptions of many kinds. What they say
            // may be
            // what was sent.
            log.atDebug().addKeyValue("cause", e.getClass().getName()).log("Body could not be read");
            throw incomplete();
        }
    }

    private static ApiException incomplete() {
        return ApiException.of(Reason.INVALID_ARGUMENT, "The body did not arrive whole, or not in time.")
                .withHeader("Connection", "close");
    }

    private static ApiException tooLarge() {
        return ApiException.of(Reason.PAYLOAD_TOO_LARGE, "The body is larger than " + MAX_BODY + " bytes.")
                .withHeader("Connection", "close");
    }

    private static void send(ServerResponse response, Answer answer, Request request) {
        response.status(Status.create(answer.status()));
        response.header(RequestId.HEADER, request.requestId());
        if (answer.header("Cache-Control").isEmpty()) {
            response.header("Cache-Control", "no-store");
        }
        answer.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
        response.send(answer.body());
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
