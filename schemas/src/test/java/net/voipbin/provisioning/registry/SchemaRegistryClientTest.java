package net.voipbin.provisioning.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.common.errors.InterruptException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SchemaRegistryClientTest {

    private static final String SUBJECT = "some/topic-value";
    private static final Schema SCHEMA =
            SchemaBuilder.record("Some").fields().requiredString("text").endRecord();

    private final FakeRegistry registry = new FakeRegistry();
    private final FakeRegistry other = new FakeRegistry();
    private final List<SchemaRegistryClient> clients = new ArrayList<>();

    @AfterEach
    void close() {
        clients.forEach(SchemaRegistryClient::close);
        registry.close();
        other.close();
    }

    @Test
    void shouldFindByIdAndBySubjectWhatItRegistered() {
        // Given
        SchemaRegistryClient client = client(Map.of());

        // When
        int id = client.register(SUBJECT, SCHEMA, false);

        // Then
        assertThat(client.schema(id)).isEqualTo(SCHEMA);
        assertThat(client.lookUp(SUBJECT, SCHEMA, false)).isEqualTo(id);
        assertThat(client.latest(SUBJECT)).contains(new RegisteredSchema(SUBJECT, 1, id, SCHEMA));
        assertThat(registry.requests().getFirst())
                .isEqualTo(new FakeRegistry.Request(
                        "POST",
                        "/subjects/some%2Ftopic-value/versions",
                        Optional.empty(),
                        Optional.of("application/vnd.schemaregistry.v1+json")));
    }

    @Test
    void shouldFindNothingOfASubjectThatIsNotThere() {
        // Given
        SchemaRegistryClient client = client(Map.of());

        // Then
        assertThat(client.latest(SUBJECT)).isEmpty();
        assertThat(client.compatibility(SUBJECT)).isEmpty();
        assertThat(client.isCompatible(SUBJECT, SCHEMA)).isTrue();
    }

    @Test
    void shouldReadTheCompatibilityThatItSet() {
        // Given
        SchemaRegistryClient client = client(Map.of());

        // When
        client.setCompatibility(SUBJECT, Compatibility.FULL_TRANSITIVE);

        // Then
        assertThat(client.compatibility(SUBJECT)).contains(Compatibility.FULL_TRANSITIVE);
    }

    @Test
    void shouldSayToNormalizeWhenAskedTo() {
        // When
        client(Map.of()).register(SUBJECT, SCHEMA, true);

        // Then
        assertThat(registry.requests().getFirst().path()).endsWith("/versions?normalize=true");
    }

    @Test
    void shouldGoOnToTheNextRegistryAndStayThere() throws IOException {
        // Given
        int id = registry.add(SCHEMA);
        other.add(SCHEMA);
        SchemaRegistryClient client =
                client(Map.of("schema.registry.url", "http://127.0.0.1:" + freePort() + "," + other.url()));

        // When
        client.schema(id);
        client.latest(SUBJECT);

        // Then
        assertThat(other.requests()).hasSize(2);
    }

    @Test
    void shouldAskTheRegistryThatAnsweredLastFirst() {
        // Given
        registry.disturb(request -> Optional.of(new FakeRegistry.Answer(500, "")));
        SchemaRegistryClient client = client(Map.of("schema.registry.url", registry.url() + "," + other.url()));

        // When
        client.latest(SUBJECT);
        client.latest(SUBJECT);
        client.latest(SUBJECT);

        // Then
        assertThat(registry.requests()).hasSize(1);
        assertThat(other.requests()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 429, 408})
    void shouldTryAgainWhenTheRegistryIsUnwell(int status) {
        // Given
        AtomicInteger requests = new AtomicInteger();
        registry.disturb(request ->
                requests.incrementAndGet() < 3 ? Optional.of(new FakeRegistry.Answer(status, "{}")) : Optional.empty());

        // When
        int id = client(Map.of("max.retries", 2)).register(SUBJECT, SCHEMA, false);

        // Then
        assertThat(id).isEqualTo(1);
        assertThat(registry.requests()).hasSize(3);
    }

    @Test
    void shouldGiveUpAfterTheLastRetry() {
        // Given
        registry.disturb(request -> Optional.of(new FakeRegistry.Answer(503, "")));
        SchemaRegistryClient client = client(Map.of("max.retries", 2));

        // Then
        assertThatThrownBy(() -> client.latest(SUBJECT))
                .isInstanceOf(RegistryUnreachableException.class)
                .hasMessageContaining("503");
        assertThat(registry.requests()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 409, 422})
    void shouldNotTryAgainWhenTheRegistryRefuses(int status) {
        // Given
        registry.disturb(request -> Optional.of(
                new FakeRegistry.Answer(status, "{\"error_code\": %d77, \"message\": \"because\"}".formatted(status))));
        SchemaRegistryClient client = client(Map.of("max.retries", 2));

        // When
        RegistryRefusedException refusal =
                catchThrowableOfType(RegistryRefusedException.class, () -> client.register(SUBJECT, SCHEMA, false));

        // Then
        assertThat(refusal.httpStatus()).isEqualTo(status);
        assertThat(refusal.errorCode()).isEqualTo(status * 100 + 77);
        assertThat(refusal).hasMessageContaining("because");
        assertThat(registry.requests()).hasSize(1);
    }

    @Test
    void shouldNotFollowARedirect() {
        // Given
        registry.disturb(request -> Optional.of(new FakeRegistry.Answer(302, "")));
        SchemaRegistryClient client = client(Map.of());

        // Then
        assertThatThrownBy(() -> client.register(SUBJECT, SCHEMA, false))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("302");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no JSON", "{}", "{\"id\": \"none\"}"})
    void shouldNotTakeAnAnswerWithoutAnIdForOne(String answer) {
        // Given
        registry.disturb(request -> Optional.of(new FakeRegistry.Answer(200, answer)));
        SchemaRegistryClient client = client(Map.of());

        // Then
        assertThatThrownBy(() -> client.register(SUBJECT, SCHEMA, false))
                .isInstanceOf(RegistryUnreachableException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"schema\": \"nonsense\"}",
                "{}",
                "{\"schemaType\": \"PROTOBUF\", \"schema\": \"syntax\"}",
                "{\"schema\": \"\\\"string\\\"\", \"references\": [{\"name\": \"a\", \"subject\": \"b\", \"version\": 1}]}"
            })
    void shouldSayThatASchemaIsOfNoUse(String answer) {
        // Given
        registry.disturb(request -> Optional.of(new FakeRegistry.Answer(200, answer)));
        SchemaRegistryClient client = client(Map.of());

        // Then
        assertThatThrownBy(() -> client.schema(1)).isInstanceOf(UnusableSchemaException.class);
    }

    @Test
    void shouldShowTheConfiguredUser() {
        // When
        client(Map.of("basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", "aladdin:opensesame"))
                .latest(SUBJECT);

        // Then
        assertThat(registry.requests().getFirst().authorization()).contains("Basic YWxhZGRpbjpvcGVuc2VzYW1l");
    }

    @Test
    void shouldShowTheUserOfTheUrl() {
        // When
        client(Map.of("schema.registry.url", registry.url().replace("//", "//aladdin:open%3Asesame@")))
                .latest(SUBJECT);

        // Then
        assertThat(registry.requests().getFirst().authorization()).contains("Basic YWxhZGRpbjpvcGVuOnNlc2FtZQ==");
    }

    @Test
    void shouldShowTheToken() {
        // When
        client(Map.of("bearer.auth.credentials.source", "STATIC_TOKEN", "bearer.auth.token", "some-token"))
                .latest(SUBJECT);

        // Then
        assertThat(registry.requests().getFirst().authorization()).contains("Bearer some-token");
    }

    @Test
    void shouldNotTellThePasswordWhenItFails() {
        // Given
        registry.disturb(request -> Optional.of(new FakeRegistry.Answer(401, "{}")));
        SchemaRegistryClient client =
                client(Map.of("schema.registry.url", registry.url().replace("//", "//aladdin:opensesame@")));

        // Then
        assertThatThrownBy(() -> client.latest(SUBJECT))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageNotContaining("opensesame");
    }

    @Test
    void shouldNotAskAgainForAnUnknownIdUntilHalfAMinuteIsOver() {
        // Given
        AtomicLong nanos = new AtomicLong(Long.MAX_VALUE);
        SchemaRegistryClient client = new SchemaRegistryClient(RegistrySettings.of(properties(Map.of())), nanos::get);
        clients.add(client);
        assertUnknown(client, 1);

        // When
        nanos.addAndGet(Duration.ofSeconds(29).toNanos());
        registry.add(SCHEMA);
        assertUnknown(client, 1);

        // Then
        assertThat(registry.requests()).hasSize(1);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(client.schema(1)).isEqualTo(SCHEMA);
    }

    @Test
    void shouldRememberUnknownIdsWithinABound() {
        // Given
        UnknownIds unknown = new UnknownIds(2, Duration.ofSeconds(30), () -> 0);

        // When
        unknown.add(1);
        unknown.add(2);
        unknown.add(3);

        // Then
        assertThat(unknown.contains(1)).isFalse();
        assertThat(unknown.contains(2)).isTrue();
        assertThat(unknown.contains(3)).isTrue();
    }

    @Test
    void shouldAskOnceForWhatManyWantAtOnce() throws Exception {
        // Given
        int id = registry.add(SCHEMA);
        int askers = 32;
        CountDownLatch answer = new CountDownLatch(1);
        registry.disturb(request -> {
            awaitUninterruptibly(answer);
            return Optional.empty();
        });
        SchemaRegistryClient client = client(Map.of());
        CountDownLatch asking = new CountDownLatch(askers);
        Callable<Schema> ask = () -> {
            asking.countDown();
            return client.schema(id);
        };

        // When
        List<Schema> schemas = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Schema>> futures = new ArrayList<>();
            for (int i = 0; i < askers; i++) {
                futures.add(threads.submit(ask));
            }
            asking.await();
            Awaitility.await().until(() -> !registry.requests().isEmpty());
            answer.countDown();
            for (Future<Schema> future : futures) {
                schemas.add(future.get(10, TimeUnit.SECONDS));
            }
        }

        // Then
        assertThat(schemas).hasSize(askers).containsOnly(SCHEMA);
        assertThat(registry.requests()).hasSize(1);
    }

    @Test
    void shouldForgetAFailureAtOnce() {
        // Given
        int id = registry.add(SCHEMA);
        registry.disturb(request -> Optional.of(new FakeRegistry.Answer(503, "")));
        SchemaRegistryClient client = client(Map.of());
        assertThatThrownBy(() -> client.schema(id)).isInstanceOf(RegistryUnreachableException.class);

        // When
        registry.disturb(request -> Optional.empty());

        // Then
        assertThat(client.schema(id)).isEqualTo(SCHEMA);
    }

    @Test
    void shouldRememberWithinItsCapacity() {
        // Given
        CoalescingCache<Integer, Integer> cache = new CoalescingCache<>(10);

        // When
        for (int i = 0; i < 100; i++) {
            cache.get(i, key -> key);
        }

        // Then
        assertThat(cache.size()).isEqualTo(10);
        assertThat(cache.get(99, key -> -1)).isEqualTo(99);
        assertThat(cache.get(0, key -> -1)).isEqualTo(-1);
    }

    @Test
    void shouldStopWhenItsThreadIsInterrupted() throws IOException {
        // Given a registry that never answers: an answer that is there at once leaves nothing to stop
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            SchemaRegistryClient client =
                    client(Map.of("schema.registry.url", "http://127.0.0.1:" + silent.getLocalPort()));
            Thread.currentThread().interrupt();

            // Then
            assertThatThrownBy(() -> client.latest(SUBJECT)).isInstanceOf(InterruptException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void shouldNotWaitForABodyThatNeverEnds() throws IOException {
        // Given
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            SchemaRegistryClient client = client(Map.of(
                    "schema.registry.url",
                    "http://127.0.0.1:" + silent.getLocalPort(),
                    "http.connect.timeout.ms",
                    100,
                    "http.read.timeout.ms",
                    100));

            // Then
            assertThatThrownBy(() -> client.latest(SUBJECT))
                    .isInstanceOf(RegistryUnreachableException.class)
                    .hasMessageContaining("in time");
        }
    }

    @Test
    void shouldEndItsWaitWhenClosed() throws Exception {
        // Given
        registry.disturb(request -> Optional.of(new FakeRegistry.Answer(503, "")));
        SchemaRegistryClient client = client(
                Map.of("max.retries", 1, "retries.wait.ms", 2_000_000_000, "retries.max.wait.ms", 2_000_000_000));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<RegisteredSchema>> waiting = threads.submit(() -> client.latest(SUBJECT));
            Awaitility.await().until(() -> !registry.requests().isEmpty());

            // When
            client.close();

            // Then
            assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(RegistryUnreachableException.class);
        }
    }

    @Test
    void shouldShareOneClientAmongThoseConfiguredAlikeUntilTheLastLetsGo() {
        // Given
        RegistrySettings settings = RegistrySettings.of(properties(Map.of()));
        SchemaRegistryClient first = SharedClients.acquire(settings);
        SchemaRegistryClient second = SharedClients.acquire(RegistrySettings.of(properties(Map.of())));

        // When
        SharedClients.release(settings);

        // Then
        assertThat(second).isSameAs(first);
        assertThat(second.latest(SUBJECT)).isEmpty();
        SharedClients.release(settings);
        assertThatThrownBy(() -> second.latest(SUBJECT)).isInstanceOf(RegistryUnreachableException.class);
    }

    private static void assertUnknown(SchemaRegistryClient client, int id) {
        RegistryRefusedException refusal =
                catchThrowableOfType(RegistryRefusedException.class, () -> client.schema(id));
        assertThat(refusal.isNotFound()).isTrue();
        assertThat(refusal.errorCode()).isEqualTo(40403);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private SchemaRegistryClient client(Map<String, Object> more) {
        SchemaRegistryClient client = new SchemaRegistryClient(RegistrySettings.of(properties(more)));
        clients.add(client);
        return client;
    }

    private Map<String, Object> properties(Map<String, Object> more) {
        Map<String, Object> properties =
                new HashMap<>(Map.of("schema.registry.url", registry.url(), "max.retries", 0, "retries.wait.ms", 5));
        properties.putAll(more);
        return properties;
    }
}
