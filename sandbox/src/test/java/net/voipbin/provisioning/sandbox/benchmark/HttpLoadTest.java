package net.voipbin.provisioning.sandbox.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpLoadTest {

    private static final int BODY_BYTES = 20_000;
    private static final int CONNECTIONS = 4;
    private static final double PER_SECOND = 200;
    private static final Duration STALL = Duration.ofMillis(600);
    private static final Duration NONE = Duration.ZERO;

    private final AtomicLong stalledUntil = new AtomicLong(System.nanoTime());
    private final AtomicLong answered = new AtomicLong();
    private HttpServer server;
    private HttpLoad load;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        load = new HttpLoad(server.getAddress());
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void shouldMeasureFromWhenARequestWasDueWhenTheServerStalls() {
        HttpLoad.Served served = load.openLoop(
                PER_SECOND, NONE, Duration.ofSeconds(2), index -> get(index == 200 ? "/stall" : "/customer"));

        long dueInTheFirstHalf = Math.round(PER_SECOND * STALL.toMillis() / 1_000 / 2);
        assertThat(served.latencies().getCountBetweenValues(STALL.dividedBy(2).toNanos() / 1_000, Long.MAX_VALUE))
                .isGreaterThan(dueInTheFirstHalf * 9 / 10);
        assertThat(served.failed()).isFalse();
        assertThat(served.statuses()).isEqualTo(Map.of(200, 400L));
        assertThat(served.latencies().getTotalCount()).isEqualTo(400);
    }

    @Test
    void shouldNotRecordRequestsThatAreDueInTheWarmUp() {
        HttpLoad.Served served = load.openLoop(
                PER_SECOND,
                Duration.ofSeconds(1),
                Duration.ofMillis(500),
                index -> get(index == 0 ? "/stall" : "/customer"));

        assertThat(served.latencies().getTotalCount()).isEqualTo(100);
        assertThat(served.answered().perSecond()).isBetween(PER_SECOND * 0.8, PER_SECOND * 1.05);
    }

    @Test
    void shouldFailTheLoadWhenAnAnswerWasNotExpected() {
        HttpLoad.Served served = load.openLoop(
                PER_SECOND, NONE, Duration.ofMillis(500), index -> get(index % 10 == 0 ? "/missing" : "/customer"));

        assertThat(served.failed()).isTrue();
        assertThat(served.unexpected()).isEqualTo(Map.of(404, 10L));
        assertThat(served.statuses()).isEqualTo(Map.of(200, 90L, 404, 10L));
    }

    @Test
    void shouldFailTheLoadWhenARequestIsNotAnswered() {
        HttpLoad.Served served = load.openLoop(
                PER_SECOND, NONE, Duration.ofMillis(500), index -> get(index == 50 ? "/lost" : "/customer"));

        assertThat(served.failed()).isTrue();
        assertThat(served.unanswered()).isEqualTo(1);
        assertThat(served.whyUnanswered()).isPresent();
    }

    @Test
    void shouldCountTheAnswersOfAllConnectionsInAClosedLoop() {
        Throughput throughput =
                load.closedLoop(get("/customer"), BODY_BYTES, CONNECTIONS, NONE, Duration.ofMillis(500));

        // Those that are under way when it begins to count and when it ends.
        assertThat(throughput.count()).isBetween(Math.max(1, answered.get() - 2 * CONNECTIONS), answered.get());
    }

    @Test
    void shouldEndTheClosedLoopWhenAnAnswerHasAnotherLength() {
        assertThatThrownBy(() ->
                        load.closedLoop(get("/customer"), BODY_BYTES - 1, CONNECTIONS, NONE, Duration.ofSeconds(5)))
                .hasRootCauseMessage("an unexpected answer: Answer[status=200, bodyBytes=20000, last=false]");
    }

    @Test
    void shouldEndTheClosedLoopWhenAnAnswerHasAnotherStatus() {
        assertThatThrownBy(() -> load.closedLoop(get("/missing"), BODY_BYTES, CONNECTIONS, NONE, Duration.ofSeconds(5)))
                .hasRootCauseMessage("an unexpected answer: Answer[status=404, bodyBytes=20000, last=false]");
    }

    private static HttpRequest get(String path) {
        return HttpRequest.get(path, Map.of("Accept", "application/json"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/stall")) {
            stalledUntil.set(System.nanoTime() + STALL.toNanos());
        }
        for (long left = stalledUntil.get() - System.nanoTime();
                left > 0;
                left = stalledUntil.get() - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        if (path.equals("/lost")) {
            exchange.close();
            return;
        }
        answered.incrementAndGet();
        exchange.sendResponseHeaders(path.equals("/missing") ? 404 : 200, BODY_BYTES);
        exchange.getResponseBody().write(new byte[BODY_BYTES]);
        exchange.close();
    }
}
