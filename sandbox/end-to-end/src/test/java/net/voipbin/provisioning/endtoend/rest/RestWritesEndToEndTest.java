package net.voipbin.provisioning.endtoend.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.endtoend.bed.SystemUnderTest.RunningBridge;
import net.voipbin.provisioning.endtoend.bed.TopicLog;
import net.voipbin.provisioning.endtoend.rest.RestBed.Tenant;
import net.voipbin.provisioning.endtoend.rest.RestClient.Reply;
import net.voipbin.provisioning.topic.Topics;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Writes that are repeated, conditional, asynchronous or late: none has two effects or an unknown outcome. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RestWritesEndToEndTest {

    private static final int TRIES = 32;
    private static final Duration OUTCOME = Duration.ofSeconds(90);

    private RestBed bed;

    @BeforeAll
    void open() {
        bed = RestBed.shared();
    }

    @Test
    void shouldGiveTheSameAnswerThroughEitherBridgeAndHaveOneEffectWhenAChangeIsRepeated() {
        // Given
        RestClient client = bed.newTenant().client();
        String key = RestBed.newKey();
        Reply first = client.put("/v1.0/customer", "{\"name\": \"Once\", \"detail\": \"\"}", "Idempotency-Key", key);
        client.put("/v1.0/customer", "{\"name\": \"Later\"}");

        // When
        Reply here = client.put("/v1.0/customer", "{\"detail\":\"\",\"name\":\"Once\"}", "Idempotency-Key", key);
        Reply there = bed.elsewhere(client)
                .put("/v1.0/customer", "{\"name\": \"\\u004fnce\", \"detail\": \"\"}", "Idempotency-Key", key);

        // Then
        assertThat(first.status()).isEqualTo(200);
        assertThat(here.json()).isEqualTo(first.json());
        assertThat(there.json()).isEqualTo(first.json());
        assertThat(there.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(client.get("/v1.0/customer").text("name")).isEqualTo("Later");
        assertThat(client.get("/v1.0/customer").header("ETag")).isEqualTo("\"3\"");
    }

    @Test
    void shouldGiveTheSameCustomerThroughEitherBridgeWhenACreationIsRepeated() {
        // Given
        String key = RestBed.newKey();
        String body = "{\"email\": \"%s\"}".formatted(RestBed.newEmail());

        // When
        Reply here = bed.admin().post("/v1.0/customers", body, "Idempotency-Key", key);
        Reply there = bed.elsewhere(bed.admin()).post("/v1.0/customers", body, "Idempotency-Key", key);

        // Then
        assertThat(here.status()).isEqualTo(200);
        assertThat(there.status()).isEqualTo(200);
        assertThat(there.json()).isEqualTo(here.json());
    }

    @Test
    void shouldRememberARefusalToo() {
        // Given
        Tenant owner = bed.newTenant();
        String key = RestBed.newKey();
        String body = "{\"email\": \"%s\"}".formatted(owner.email());
        Reply first = bed.admin().post("/v1.0/customers", body, "Idempotency-Key", key);
        bed.admin().delete("/v1.0/customers/" + owner.id());

        // When
        Reply again = bed.elsewhere(bed.admin()).post("/v1.0/customers", body, "Idempotency-Key", key);

        // Then
        assertThat(first.reason()).isEqualTo("CUSTOMER_ALREADY_EXISTS");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.reason()).isEqualTo("CUSTOMER_ALREADY_EXISTS");
    }

    @Test
    void shouldRefuseTheSameKeyWithAnotherBodyThroughEitherBridge() {
        // Given
        RestClient client = bed.newTenant().client();
        String key = RestBed.newKey();
        client.put("/v1.0/customer", "{\"name\": \"Once\"}", "Idempotency-Key", key);

        // When
        Reply here = client.put("/v1.0/customer", "{\"name\": \"Twice\"}", "Idempotency-Key", key);
        Reply there = bed.elsewhere(client).put("/v1.0/customer", "{\"name\": \"Twice\"}", "Idempotency-Key", key);

        // Then
        assertThat(here.status()).isEqualTo(422);
        assertThat(here.reason()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(there.status()).isEqualTo(422);
        assertThat(client.get("/v1.0/customer").text("name")).isEqualTo("Once");
    }

    @Test
    void shouldCreateOneCustomerWhenManyCreationsComeAtOnceWithOneKey() {
        // Given
        String key = RestBed.newKey();
        String email = RestBed.newEmail();
        String body = "{\"email\": \"%s\"}".formatted(email);
        RestClient here = bed.admin();
        RestClient there = bed.elsewhere(here);
        try (TopicLog<ResourceEvent> events = new TopicLog<>(bed.system().bed(), Topics.EVENTS);
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {

            // When
            List<CompletableFuture<Reply>> tries = IntStream.range(0, TRIES)
                    .mapToObj(number -> CompletableFuture.supplyAsync(
                            () -> (number % 2 == 0 ? here : there)
                                    .post("/v1.0/customers", body, "Idempotency-Key", key),
                            executor))
                    .toList();
            List<Reply> replies = tries.stream().map(CompletableFuture::join).toList();

            // Then
            assertThat(replies).extracting(Reply::status).containsOnly(200);
            assertThat(replies)
                    .extracting(Reply::json)
                    .containsOnly(replies.getFirst().json());
            UUID id = UUID.fromString(replies.getFirst().text("id"));
            assertThat(events.await(3, event -> event.getCustomerId().equals(id)))
                    .extracting(ResourceEvent::getType)
                    .containsExactly("customer_created", "agent_created", "billing_account_created");
            assertThat(events.values())
                    .filteredOn(event -> event.getResource().getCustomer() != null
                            && event.getResource().getCustomer().getEmail().equals(email))
                    .hasSize(1);
        }
    }

    @Test
    void shouldRefuseAWriteThatMeetsAnotherVersion() {
        // Given
        RestClient client = bed.newTenant().client();
        String tag = client.get("/v1.0/customer").header("ETag");
        client.put("/v1.0/customer", "{\"name\": \"First\"}", "If-Match", tag);

        // When
        Reply stale = bed.elsewhere(client).put("/v1.0/customer", "{\"name\": \"Second\"}", "If-Match", tag);

        // Then
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.reason()).isEqualTo("VERSION_MISMATCH");
        assertThat(stale.json().path("error").path("status").asText()).isEqualTo("FAILED_PRECONDITION");
        assertThat(client.get("/v1.0/customer").text("name")).isEqualTo("First");
    }

    @Test
    void shouldAnswerNotModifiedWhenTheClientHasTheVersion() {
        // Given
        RestClient client = bed.newTenant().client();
        String tag = client.get("/v1.0/customer").header("ETag");

        // When
        Reply known = client.get("/v1.0/customer", "If-None-Match", tag);
        client.put("/v1.0/customer", "{\"name\": \"Changed\"}");
        Reply changed = client.get("/v1.0/customer", "If-None-Match", tag);

        // Then
        assertThat(known.status()).isEqualTo(304);
        assertThat(known.text()).isEmpty();
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("name")).isEqualTo("Changed");
    }

    @Test
    void shouldShowTheOutcomeOfAnAsynchronousWriteAtItsLocation() {
        // Given
        Tenant tenant = bed.newTenant();

        // When
        Reply accepted = tenant.client().put("/v1.0/customer", "{\"name\": \"Async\"}", "Prefer", "respond-async");

        // Then
        assertThat(accepted.status()).isEqualTo(202);
        String location = accepted.header("Location");
        assertThat(location).isEqualTo("/v1.0/commands/" + accepted.text("id"));
        Reply outcome = awaitOutcome(bed.elsewhere(tenant.client()), location);
        assertThat(outcome.text("status")).isEqualTo("applied");
        assertThat(outcome.json().path("resource").path("name").asText()).isEqualTo("Async");
        assertThat(tenant.client().get("/v1.0/customer").text("name")).isEqualTo("Async");
        assertThat(bed.admin().get(location).text("status")).isEqualTo("applied");
        assertThat(bed.newTenant().client().get(location).reason()).isEqualTo("RESOURCE_NOT_FOUND");
    }

    @Test
    void shouldShowWhyACommandWasRejectedAtItsLocation() {
        // Given
        Tenant tenant = bed.newTenant();

        // When
        Reply accepted = tenant.client().put("/v1.0/customer", "{\"status\": \"frozen\"}", "Prefer", "respond-async");

        // Then
        assertThat(accepted.status()).isEqualTo(202);
        Reply outcome = awaitOutcome(tenant.client(), accepted.header("Location"));
        assertThat(outcome.status()).isEqualTo(200);
        assertThat(outcome.text("status")).isEqualTo("rejected");
        assertThat(outcome.reason()).isEqualTo("LOCKED_FIELD");
        assertThat(outcome.details().path("fields"))
                .extracting(JsonNode::asText)
                .containsExactly("status");
        assertThat(outcome.json().has("resource")).isFalse();
    }

    @Test
    void shouldNameThePlaceOfTheOutcomeWhenNoProvisionerDecides() {
        // Given
        Tenant tenant = bed.newTenant();
        String key = RestBed.newKey();
        String body = "{\"name\": \"Late\"}";
        try (RunningBridge impatient =
                bed.system().startBridge("impatient-bridge", Map.of("BRIDGE_WRITE_DEADLINE", "PT2S"))) {
            RestClient client = new RestClient(impatient.url(), tenant.client().token());
            bed.system().stopProvisioner();

            // When
            Reply undecided;
            Reply pending;
            Reply read;
            try {
                undecided = client.put("/v1.0/customer", body, "Idempotency-Key", key);
                pending = bed.elsewhere(client).get(undecided.header("Location"));
                read = client.get("/v1.0/customer");
            } finally {
                bed.system().startProvisioner();
                bed.system().awaitProvisioner();
            }

            // Then
            assertThat(undecided.status()).as(undecided.text()).isEqualTo(504);
            assertThat(undecided.reason()).isEqualTo("DEADLINE_EXCEEDED");
            assertThat(undecided.json().path("error").path("status").asText()).isEqualTo("UNAVAILABLE");
            assertThat(pending.text("status")).isEqualTo("pending");
            assertThat(read.text("name")).isEqualTo("Acme Corporation");
            Reply outcome = awaitOutcome(bed.elsewhere(client), undecided.header("Location"));
            assertThat(outcome.text("status")).isEqualTo("applied");
            assertThat(outcome.json().path("resource").path("name").asText()).isEqualTo("Late");
            Reply again = tenant.client().put("/v1.0/customer", body, "Idempotency-Key", key);
            assertThat(again.status()).isEqualTo(200);
            assertThat(again.header("ETag")).isEqualTo("\"2\"");
        }
    }

    @Test
    void shouldServeHealthAndMetricsOnAPortOfTheirOwn() {
        // Given
        RunningBridge bridge = bed.system().bridge();
        RestClient management = RestClient.undescribed(bridge.managementUrl());

        // When
        Reply live = management.get("/health/live");
        Reply ready = management.get("/health/ready");
        Reply metrics = management.get("/metrics");
        Reply notThere = bed.nobody().get("/health/ready");

        // Then
        assertThat(live.status()).isEqualTo(200);
        assertThat(ready.status()).isEqualTo(200);
        assertThat(metrics.text()).contains("bridge_requests_seconds");
        assertThat(notThere.reason()).isEqualTo("ROUTE_NOT_FOUND");
    }

    private static Reply awaitOutcome(RestClient client, String location) {
        return Awaitility.await()
                .atMost(OUTCOME)
                .until(
                        () -> client.get(location),
                        reply -> !reply.text("status").equals("pending"));
    }
}
