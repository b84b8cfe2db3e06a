package net.voipbin.provisioning.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.voipbin.provisioning.bridge.ReadModel.Tenant;
import net.voipbin.provisioning.bridge.StandInProvisioner.Behaviour;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Whatever place of a request a secret stands in: no log, no answer and no metric repeats it. */
class RedactionTest {

    private static final String SECRET = "S3cr3tS3cr3t";
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private static final Logger OURS = (Logger) LoggerFactory.getLogger("net.voipbin");
    private static final Logger ACCESS = (Logger) LoggerFactory.getLogger("access");

    @RegisterExtension
    static final Bridge bridge = new Bridge();

    private final Logged logged = new Logged();
    private final List<String> answers = new ArrayList<>();
    private Tenant acme;

    /** What was logged, by whichever thread. */
    private static final class Logged extends AppenderBase<ILoggingEvent> {

        private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            events.add(event);
        }

        List<String> lines() {
            return events.stream().map(RedactionTest::text).toList();
        }
    }

    @BeforeAll
    static void start() {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    @BeforeEach
    void listen() {
        acme = ReadModel.tenant(UUID.randomUUID(), 32);
        OURS.setLevel(Level.DEBUG);
        ACCESS.setLevel(Level.DEBUG);
        logged.start();
        ROOT.addAppender(logged);
    }

    @AfterEach
    void stopListening() {
        ROOT.detachAppender(logged);
        OURS.setLevel(null);
        ACCESS.setLevel(null);
    }

    private void send(String method, String pathAndQuery, String body, String... headers) {
        Bridge.Reply reply = bridge.send(method, pathAndQuery, body, headers);
        answers.add(reply.text() + reply.headers().map());
    }

    private void raw(String request) throws IOException {
        answers.add(bridge.raw(request));
    }

    private String bearer() {
        return "Bearer " + Bridge.token(acme);
    }

    /** A request is logged behind its answer: once a later one is, those before it are. */
    private void awaitLog() {
        String probe = UUID.randomUUID().toString();
        send("GET", "/v1.0/customer", "", "X-Request-Id", probe);
        Awaitility.await()
                .until(() -> logged.lines().stream()
                        .anyMatch(line -> line.startsWith("access Request served") && line.contains(probe)));
    }

    private void assertNothingTold() {
        awaitLog();
        assertThat(answers).isNotEmpty().noneMatch(answer -> answer.contains(SECRET));
        assertThat(logged.lines())
                .noneMatch(line -> line.toLowerCase(Locale.ROOT).contains(SECRET.toLowerCase(Locale.ROOT)));
        assertThat(bridge.management("/metrics").text()).doesNotContain(SECRET);
    }

    /** As much of an event as any layout may show. */
    private static String text(ILoggingEvent event) {
        String pairs = Stream.ofNullable(event.getKeyValuePairs())
                .flatMap(List::stream)
                .map(Object::toString)
                .collect(Collectors.joining(" "));
        return event.getLoggerName() + " " + event.getFormattedMessage() + " " + pairs + " " + event.getMDCPropertyMap()
                + " " + stack(event.getThrowableProxy());
    }

    private static String stack(@Nullable IThrowableProxy thrown) {
        return thrown == null ? "" : ThrowableProxyUtil.asString(thrown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1.0/customer?token=" + SECRET,
                "/v1.0/customer?accesskey=vb_" + SECRET,
                "/v1.0/customer/vb_" + SECRET,
                "/v1.0/customers/vb_" + SECRET,
                "/v1.0/agents/vb_" + SECRET + "?page_size=x",
                "/" + SECRET,
                "/v1.0/agents?page_token=" + SECRET,
                "/v1.0/agents?status=" + SECRET + "&tag_ids=" + SECRET,
                "/v1.0/customer?%zz=" + SECRET
            })
    void shouldNotTellWhatStandsInAPathOrQuery(String pathAndQuery) throws IOException {
        // When
        raw("GET " + pathAndQuery + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        raw("GET " + pathAndQuery + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: " + bearer()
                + "\r\n\r\n");

        // Then
        assertNothingTold();
    }

    @Test
    void shouldNotTellWhatStandsInHeadersAndCookies() {
        // When
        send("GET", "/v1.0/customer", "", "Authorization", "Bearer " + SECRET);
        send("GET", "/v1.0/customer", "", "Authorization", "Basic " + SECRET);
        send("GET", "/v1.0/customer", "", "Cookie", "token=" + SECRET);
        send("GET", "/v1.0/customer", "", "Cookie", "accesskey=vb_" + SECRET);
        send("GET", "/v1.0/customer", "", "Authorization", bearer(), "If-None-Match", SECRET);
        send("PUT", "/v1.0/customer", "{\"name\":\"x\"}", "Authorization", bearer(), "Idempotency-Key", SECRET);
        send("PUT", "/v1.0/customer", "{\"name\":\"y\"}", "Authorization", bearer(), "Idempotency-Key", SECRET);
        send("PUT", "/v1.0/customer", "{\"name\":\"x\"}", "Authorization", bearer(), "If-Match", SECRET);
        send("PUT", "/v1.0/customer", "{}", "Authorization", bearer(), "Content-Type", SECRET + "/" + SECRET);
        send("GET", "/v1.0/customer", "", "X-Forwarded-For", SECRET);
        send("GET", "/v1.0/customer", "", "X-Request-Id", SECRET + " \"");

        // Then
        assertNothingTold();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"username\":\"" + SECRET + "\",\"password\":\"" + SECRET + "\"}",
                "{\"username\":\"a@x.io\",\"password\":[\"" + SECRET + "\"]}",
                "{\"token\":\"" + SECRET + "\",\"email\":\"a@x.io\",\"accepted_tos\":true}",
                "{\"password\":\"" + SECRET + "\",\"confirmation_phrase\":\"" + SECRET + "\"}",
                "{\"password\":\"" + SECRET + "\"}",
                "{\"confirmation_phrase\":\"" + SECRET + "\"}",
                "{\"password\":\"" + SECRET + "\",\"username\":\"" + SECRET + "\\u0000\"}",
                "{\"" + SECRET + "\":\"" + SECRET,
                SECRET,
                "{\"" + SECRET + "\":1,\"" + SECRET + "\":2}"
            })
    void shouldNotTellWhatStandsInABody(String body) {
        // When
        for (Behaviour behaviour : Behaviour.values()) {
            bridge.provisioner().behave(behaviour == Behaviour.SILENT ? Behaviour.DECIDES : behaviour);
            Stream.of("/auth/login", "/auth/signup", "/auth/email-verify", "/auth/unregister", "/auth/delegate")
                    .forEach(path -> send("POST", path, body, "Authorization", bearer()));
            send("POST", "/v1.0/agents", body, "Authorization", bearer());
            send("PUT", "/v1.0/service_agents/me/password", body, "Authorization", bearer());
            send("PUT", "/v1.0/agents/" + acme.agentId() + "/password", body, "Authorization", bearer());
        }

        // Then
        assertNothingTold();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SECRET + " / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                SECRET + " /v1.0/customer HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /" + SECRET + "\r\n\r\n",
                "GET /?token=" + SECRET + " HTTP/9.9\r\n\r\n",
                "GET /?token=" + SECRET + " HTTP/1.0\r\n\r\n",
                "GET /?token=" + SECRET + " HTTP/1.1\r\n\r\n",
                "GET /?token=" + SECRET + " " + SECRET + " HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET " + SECRET + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET http://" + SECRET + "/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /%" + SECRET + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /\u0001?token=" + SECRET + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /?token=\"<>\\^`" + SECRET + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nAuthorization Bearer " + SECRET + "\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\n" + SECRET + "\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nAuthorization: \u0001" + SECRET + "\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\n(" + SECRET + "): x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x y " + SECRET + "\r\n\r\n",
                "POST /auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: " + SECRET + "\r\n\r\n",
                "POST /auth/login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: " + SECRET + "\r\n\r\n",
                "POST /auth/login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + SECRET + "\r\n",
                "POST /auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n{\"password\":\"" + SECRET + "\"",
                "POST /auth/login HTTP/1.1\r\nHost: x\r\nContent-Encoding: " + SECRET
                        + "\r\nContent-Length: 2\r\n\r\n{}",
                "GET /?token=" + SECRET
                        + " HTTP/1.1\r\nHost: x\r\nUpgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\n\r\n"
            })
    void shouldNotTellWhatStandsInAMalformedRequest(String request) throws IOException {
        // When
        raw(request);

        // Then
        assertNothingTold();
    }

    @Test
    void shouldNotTellWhatAQueryOfTheDatabaseWasGiven() {
        // Given
        ReadModel.execute("alter table credentials rename column token_hash to token_gone");
        ReadModel.execute("alter table credentials rename column password_hash to password_gone");
        try {
            // When
            send("GET", "/v1.0/customer?accesskey=vb_" + SECRET, "");
            send("POST", "/auth/login", "{\"username\":\"" + SECRET + "@x.io\",\"password\":\"" + SECRET + "\"}");
        } finally {
            ReadModel.execute("alter table credentials rename column token_gone to token_hash");
            ReadModel.execute("alter table credentials rename column password_gone to password_hash");
        }

        // Then
        assertThat(answers).hasSize(2).allMatch(answer -> answer.contains("INTERNAL"));
        assertNothingTold();
    }

    @Test
    void shouldNameTheRouteInPlaceOfThePath() {
        // When
        send("GET", "/v1.0/customers/" + SECRET, "", "Authorization", bearer());

        awaitLog();

        // Then
        assertThat(logged.lines()).anyMatch(line -> line.contains("route=\"/v1.0/customers/{id}\""));
        assertNothingTold();
    }
}
