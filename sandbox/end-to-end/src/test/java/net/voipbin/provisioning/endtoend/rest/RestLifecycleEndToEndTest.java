package net.voipbin.provisioning.endtoend.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import net.voipbin.provisioning.endtoend.rest.RestBed.Tenant;
import net.voipbin.provisioning.endtoend.rest.RestClient.Reply;
import net.voipbin.provisioning.endtoend.rest.Staff.Member;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Customers from state to state, what their agents may do meanwhile, and what a super admin does for them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RestLifecycleEndToEndTest {

    private RestBed bed;
    private Staff staff;

    @BeforeAll
    void open() {
        bed = RestBed.shared();
        staff = new Staff(bed);
    }

    @Test
    void shouldLetASuspendedCustomerReadAndNotWrite() {
        // Given
        Tenant tenant = bed.newTenant();
        Member member = staff.member(tenant.id(), 32);
        String key = staff.accessKey(tenant.client());

        // When
        Reply suspended = act(tenant, "suspend", "{\"reason\": \"unpaid\"}");

        // Then
        assertThat(suspended.text("status")).isEqualTo("suspended");
        assertThat(suspended.text()).doesNotContain("unpaid");
        assertThat(member.client().get("/v1.0/customer").text("status")).isEqualTo("suspended");
        assertThat(bed.nobody().get("/v1.0/flows?accesskey=" + key).status()).isEqualTo(200);
        assertThat(Stream.of(
                        member.client().post("/v1.0/flows", "{}"),
                        member.client().put("/v1.0/service_agents/me/status", "{\"status\": \"busy\"}"),
                        tenant.client().put("/v1.0/customer", "{\"name\": \"x\"}"),
                        bed.nobody().post("/v1.0/tags?accesskey=" + key, "{\"name\": \"x\"}")))
                .allSatisfy(refused -> {
                    assertThat(refused.status()).isEqualTo(403);
                    assertThat(refused.reason()).isEqualTo("ACCOUNT_SUSPENDED");
                });
        assertThat(act(tenant, "reactivate", "").text("status")).isEqualTo("active");
        assertThat(member.client().post("/v1.0/flows", "{}").status()).isEqualTo(200);
    }

    @Test
    void shouldShowAFrozenCustomerWhenAndHowToComeBack() {
        // Given
        Tenant tenant = bed.newTenant();
        Member member = staff.member(tenant.id(), 16);

        // When
        Reply frozen = act(tenant, "freeze", "");

        // Then
        assertThat(frozen.text("status")).isEqualTo("frozen");
        assertThat(bed.admin().get(staff.account(tenant.id())).text("status")).isEqualTo("frozen");
        assertThat(Stream.of(
                        member.client().get("/v1.0/me"),
                        tenant.client().get("/v1.0/customer"),
                        tenant.client().post("/v1.0/flows", "{}")))
                .allSatisfy(refused -> {
                    assertThat(refused.status()).isEqualTo(403);
                    assertThat(refused.reason()).isEqualTo("ACCOUNT_FROZEN");
                    JsonNode details = refused.details();
                    assertThat(details.path("deletion_scheduled_at").asText())
                            .isEqualTo(frozen.text("tm_deletion_scheduled"));
                    assertThat(Duration.between(
                                    Instant.parse(details.path("deletion_scheduled_at")
                                            .asText()),
                                    Instant.parse(details.path("deletion_effective_at")
                                            .asText())))
                            .isEqualTo(Duration.ofDays(30));
                    assertThat(details.path("recovery_endpoint").asText()).isEqualTo("DELETE /auth/unregister");
                });
    }

    @Test
    void shouldRecoverToTheStatusBeforeTheFreeze() {
        // Given
        Tenant tenant = bed.newTenant();
        act(tenant, "suspend", "{\"reason\": \"unpaid\"}");
        act(tenant, "freeze", "");

        // When
        Reply recovered = act(tenant, "recover", "");

        // Then
        assertThat(recovered.text("status")).isEqualTo("suspended");
        assertThat(recovered.json().get("tm_deletion_scheduled").isNull()).isTrue();
        assertThat(act(tenant, "reactivate", "").text("status")).isEqualTo("active");
        assertThat(bed.admin().get(staff.account(tenant.id())).text("status")).isEqualTo("active");
    }

    @Test
    void shouldLetASuperAdminWriteToSuspendedAndFrozenCustomers() {
        // Given
        Tenant tenant = bed.newTenant();

        // When
        act(tenant, "suspend", "{\"reason\": \"unpaid\"}");
        Reply whileSuspended = bed.admin().post("/v1.0/tags", """
                {"customer_id": "%s", "name": "one"}""".formatted(tenant.id()));
        act(tenant, "freeze", "");
        Reply whileFrozen = bed.admin().post("/v1.0/tags", """
                {"customer_id": "%s", "name": "two"}""".formatted(tenant.id()));

        // Then
        assertThat(whileSuspended.status()).as(whileSuspended.text()).isEqualTo(200);
        assertThat(whileFrozen.status()).as(whileFrozen.text()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "freeze, freeze, frozen",
        "suspend, suspend, suspended",
        "freeze, recover, active",
        "suspend, reactivate, active",
        "reactivate, reactivate, active",
        "recover, recover, active",
        "freeze_and_delete, freeze_and_delete, deleted"
    })
    void whatIsFulfilledSucceedsAgainAndChangesNothing(String first, String second, String status) {
        // Given
        Tenant tenant = bed.newTenant();
        act(tenant, first, "{\"reason\": \"any\"}");
        Reply done = act(tenant, second, "{\"reason\": \"any\"}");

        // When
        Reply again = act(tenant, second, "{\"reason\": \"any\"}");

        // Then
        assertThat(again.status()).as(again.text()).isEqualTo(200);
        assertThat(again.text("status")).isEqualTo(status);
        assertThat(again.header("ETag")).isEqualTo(done.header("ETag"));
    }

    @ParameterizedTest
    @CsvSource({
        "freeze, suspend",
        "freeze, reactivate",
        "suspend, recover",
        "freeze_and_delete, freeze",
        "freeze_and_delete, recover"
    })
    void noOtherWayLeadsFromStateToState(String first, String second) {
        // Given
        Tenant tenant = bed.newTenant();
        act(tenant, first, "{\"reason\": \"any\"}");

        // When
        Reply refused = act(tenant, second, "{\"reason\": \"any\"}");

        // Then
        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(refused.reason()).isEqualTo("STATE_INVALID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"suspend", "freeze", "freeze_and_delete"})
    void shouldKeepThePlatformsOwnCustomer(String action) {
        // When
        Reply refused =
                bed.admin().post("/v1.0/customers/" + bed.platformCustomerId() + "/" + action, "{\"reason\": \"any\"}");

        // Then
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.reason()).isEqualTo("STATE_INVALID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"agents", "numbers", "flows", "queues", "tags", "accesskeys"})
    void shouldGiveTheSameAnswerThroughEitherBridgeWhenADeletionIsRepeated(String kind) {
        // Given
        Tenant tenant = bed.newTenant();
        String path = "/v1.0/" + kind + "/" + created(tenant, kind);
        String key = RestBed.newKey();
        Reply first = tenant.client().delete(path, "Idempotency-Key", key);

        // When
        Reply here = tenant.client().delete(path, "Idempotency-Key", key);
        Reply there = bed.elsewhere(tenant.client()).delete(path, "Idempotency-Key", key);
        Reply another = tenant.client().delete(path, "Idempotency-Key", RestBed.newKey());

        // Then
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(first.json().get("tm_delete").isNull()).isFalse();
        assertThat(here.text()).isEqualTo(first.text());
        assertThat(there.text()).isEqualTo(first.text());
        assertThat(there.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(another.reason()).isEqualTo("RESOURCE_NOT_FOUND");
    }

    @Test
    void shouldAcceptASuperAdminsDeletionOfATenantsAgentAgain() {
        // Given
        Tenant tenant = bed.newTenant();
        String path = "/v1.0/agents/" + created(tenant, "agents");
        String key = RestBed.newKey();
        Reply first = bed.admin().delete(path, "Idempotency-Key", key);

        // When
        Reply second = bed.elsewhere(bed.admin()).delete(path, "Idempotency-Key", key);

        // Then
        assertThat(first.status()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.text()).isEqualTo(first.text());
    }

    @Test
    void shouldAcceptACustomersDeletionAgain() {
        // Given
        String path = "/v1.0/customers/" + bed.newTenant().id();
        String key = RestBed.newKey();
        Reply first = bed.admin().delete(path, "Idempotency-Key", key);

        // When
        Reply second = bed.elsewhere(bed.admin()).delete(path, "Idempotency-Key", key);

        // Then
        assertThat(first.status()).isEqualTo(200);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.text("status")).isEqualTo("deleted");
    }

    /** Its earlier answer has been erased with the customer: the creation is neither told nor done again. */
    @Test
    void shouldNotCreateAgainWhatADeletedCustomerHad() {
        // Given
        Tenant tenant = bed.newTenant();
        String key = RestBed.newKey();
        String body = """
                {"customer_id": "%s", "name": "secret project"}""".formatted(tenant.id());
        Reply first = bed.admin().post("/v1.0/tags", body, "Idempotency-Key", key);
        bed.admin().delete("/v1.0/customers/" + tenant.id());

        // When
        Reply second = bed.elsewhere(bed.admin()).post("/v1.0/tags", body, "Idempotency-Key", key);

        // Then
        assertThat(first.status()).isEqualTo(200);
        assertThat(second.status()).as(second.text()).isEqualTo(404);
        assertThat(second.reason()).isEqualTo("RESOURCE_NOT_FOUND");
    }

    @Test
    void shouldNotCreateADeletedCustomerAgainUnderItsKey() {
        // Given
        String key = RestBed.newKey();
        String body = "{\"email\": \"%s\", \"name\": \"Gone\"}".formatted(RestBed.newEmail());
        Reply first = bed.admin().post("/v1.0/customers", body, "Idempotency-Key", key);
        bed.admin().delete("/v1.0/customers/" + first.text("id"));

        // When
        RestClient there = bed.elsewhere(bed.admin());
        Reply second = Awaitility.await("the earlier answer's erasure")
                .until(
                        () -> there.post("/v1.0/customers", body, "Idempotency-Key", key),
                        reply -> reply.status() != 200);

        // Then
        assertThat(second.status()).as(second.text()).isEqualTo(404);
        assertThat(second.text()).doesNotContain("Gone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"agents", "numbers", "flows", "queues", "tags", "accesskeys"})
    void shouldListForASuperAdminThePlatformOrTheNamedCustomer(String kind) {
        // Given
        Tenant tenant = bed.newTenant();
        String id = created(tenant, kind);

        // When
        List<String> ofTenant =
                bed.admin().get("/v1.0/" + kind + "?customer_id=" + tenant.id()).each("id");
        Reply ofPlatform = bed.admin().get("/v1.0/" + kind);

        // Then
        assertThat(ofTenant).contains(id);
        assertThat(ofPlatform.each("id")).doesNotContain(id);
        assertThat(ofPlatform.result())
                .allSatisfy(each -> assertThat(each.path("customer_id").asText())
                        .isEqualTo(bed.platformCustomerId().toString()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1.0/agents     | "username": "%s@acme.example", "password": "12345678"
            /v1.0/numbers    | "number": "+899%s", "type": "virtual"
            /v1.0/flows      | "name": "%s"
            /v1.0/queues     | "name": "%s"
            /v1.0/tags       | "name": "%s"
            /v1.0/accesskeys | "name": "%s"
            """)
    void shouldCreateForTheCustomerThatIsNamed(String path, String fields) {
        // Given
        Tenant tenant = bed.newTenant();
        Tenant other = bed.newTenant();
        Tenant gone = bed.newTenant();
        bed.admin().delete("/v1.0/customers/" + gone.id());
        String word =
                Long.toString(Math.floorMod(UUID.randomUUID().getMostSignificantBits(), 800_000_000L) + 100_000_000L);
        String body = "{" + fields.formatted(word) + ", \"customer_id\": \"%s\"}";

        // When
        Reply foreign = tenant.client().post(path, body.formatted(other.id()));
        Reply unknown = bed.admin().post(path, body.formatted(UUID.randomUUID()));
        Reply deleted = bed.admin().post(path, body.formatted(gone.id()));
        Reply own = tenant.client().post(path, body.formatted(tenant.id()));

        // Then
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.reason()).isEqualTo("PERMISSION_DENIED");
        assertThat(List.of(unknown, deleted)).allSatisfy(refused -> {
            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.reason()).isEqualTo("RESOURCE_NOT_FOUND");
        });
        assertThat(own.status()).as(own.text()).isIn(200, 201);
        assertThat(own.text("customer_id")).isEqualTo(tenant.id().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"agents", "numbers", "flows", "queues", "tags", "accesskeys", "billing_accounts", "customers"})
    void shouldListLiveCustomersThatTheCallerMayName(String kind) {
        // Given
        Tenant tenant = bed.newTenant();
        Tenant other = bed.newTenant();
        String path = "/v1.0/" + kind + "?customer_id=";

        // When
        Reply foreign = tenant.client().get(path + other.id());
        Reply unknown = bed.admin().get(path + UUID.randomUUID());
        Reply malformed = bed.admin().get(path + "acme");
        Reply own = tenant.client().get(path + tenant.id());

        // Then
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(malformed.reason()).isEqualTo("INVALID_ARGUMENT");
        assertThat(own.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"flows", "queues", "tags", "numbers", "agents", "accesskeys"})
    void shouldSkipAndRepeatNothingInPagesOfAnyList(String kind) {
        // Given
        Tenant tenant = staff.unlimitedTenant();
        List<String> newestFirst =
                Stream.generate(() -> created(tenant, kind)).limit(5).toList().reversed();

        // When
        Reply first = tenant.client().get("/v1.0/" + kind + "?page_size=2");
        created(tenant, kind);
        Reply second = bed.elsewhere(tenant.client())
                .get("/v1.0/" + kind + "?page_size=2&page_token=" + first.text("next_page_token"));
        Reply last = tenant.client().get("/v1.0/" + kind + "?page_size=0&page_token=" + second.text("next_page_token"));

        // Then
        List<String> read = Stream.of(first, second, last)
                .flatMap(page -> page.each("id").stream())
                .toList();
        assertThat(read).startsWith(newestFirst.toArray(String[]::new)).doesNotHaveDuplicates();
        assertThat(last.text("next_page_token")).isEmpty();
    }

    @Test
    void shouldTakeADeletedTagFromAgentsAndQueues() {
        // Given
        Tenant tenant = bed.newTenant();
        String sales = created(tenant, "tags");
        String support = created(tenant, "tags");
        String tags = "{\"tag_ids\": [\"%s\", \"%s\"]}".formatted(sales, support);
        String agent = "/v1.0/agents/" + created(tenant, "agents");
        Staff.ok(tenant.client().put(agent + "/tag_ids", tags));
        String queue = "/v1.0/queues/" + Staff.create(tenant.client(), "/v1.0/queues", tags);

        // When
        Staff.ok(tenant.client().delete("/v1.0/tags/" + sales));

        // Then
        assertThat(bed.elsewhere(tenant.client()).get(agent).json().path("tag_ids"))
                .singleElement()
                .hasToString("\"" + support + "\"");
        assertThat(bed.elsewhere(tenant.client()).get(queue).json().path("tag_ids"))
                .singleElement()
                .hasToString("\"" + support + "\"");
    }

    @Test
    void shouldRefuseATagsNameTwiceInACustomerWithRegardToCase() {
        // Given
        Tenant tenant = bed.newTenant();
        Staff.create(tenant.client(), "/v1.0/tags", "{\"name\": \"Sales\"}");

        // When
        Reply same = tenant.client().post("/v1.0/tags", "{\"name\": \"Sales\"}");
        Reply otherCase = tenant.client().post("/v1.0/tags", "{\"name\": \"sales\"}");
        Reply elsewhere = bed.newTenant().client().post("/v1.0/tags", "{\"name\": \"Sales\"}");

        // Then
        assertThat(same.status()).isEqualTo(409);
        assertThat(same.reason()).isEqualTo("TAG_ALREADY_EXISTS");
        assertThat(otherCase.status()).isEqualTo(200);
        assertThat(elsewhere.status()).isEqualTo(200);
    }

    @Test
    void shouldDelegateForLiveCustomersOnly() {
        // Given
        Tenant gone = bed.newTenant();
        bed.admin().delete("/v1.0/customers/" + gone.id());

        // When
        Reply deleted = bed.admin().post("/auth/delegate", "{\"customer_id\": \"%s\"}".formatted(gone.id()));
        Reply malformed = bed.admin().post("/auth/delegate", "{\"customer_id\": \"acme\"}");
        Reply missing = bed.admin().post("/auth/delegate", "{}");

        // Then
        assertThat(deleted.reason()).isEqualTo("RESOURCE_NOT_FOUND");
        assertThat(malformed.reason()).isEqualTo("INVALID_ARGUMENT");
        assertThat(missing.reason()).isEqualTo("MISSING_REQUEST_PARAMETER");
    }

    private Reply act(Tenant tenant, String action, String body) {
        return bed.admin().send("POST", "/v1.0/customers/" + tenant.id() + "/" + action, Optional.of(body));
    }

    private String created(Tenant tenant, String kind) {
        String word = UUID.randomUUID().toString();
        return Staff.create(
                tenant.client(),
                "/v1.0/" + kind,
                switch (kind) {
                    case "agents" -> "{\"username\": \"" + word + "@acme.example\", \"password\": \"12345678\"}";
                    case "numbers" -> "{\"number\": \"" + staff.freeVirtualNumber() + "\", \"type\": \"virtual\"}";
                    default -> "{\"name\": \"" + word + "\"}";
                });
    }
}
