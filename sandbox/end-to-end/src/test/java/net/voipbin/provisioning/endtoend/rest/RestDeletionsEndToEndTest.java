package net.voipbin.provisioning.endtoend.rest;

import static org.assertj.core.api.Assertions.assertThat;

import net.voipbin.provisioning.endtoend.rest.RestBed.Tenant;
import net.voipbin.provisioning.endtoend.rest.RestClient.Reply;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deletions that are repeated, what they take with them, and what is asked for afterwards. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RestDeletionsEndToEndTest {

    private RestBed bed;
    private Staff staff;

    @BeforeAll
    void open() {
        bed = RestBed.shared();
        staff = new Staff(bed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"agents", "numbers", "flows", "queues", "tags", "accesskeys"})
    void shouldGiveTheSameAnswerThroughEitherBridgeWhenADeletionIsRepeated(String kind) {
        // Given
        Tenant tenant = bed.newTenant();
        String path = "/v1.0/" + kind + "/" + staff.create(tenant, kind);
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
        String path = "/v1.0/agents/" + staff.create(tenant, "agents");
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

    @Test
    void shouldTakeADeletedTagFromAgentsAndQueues() {
        // Given
        Tenant tenant = bed.newTenant();
        String sales = staff.create(tenant, "tags");
        String support = staff.create(tenant, "tags");
        String tags = "{\"tag_ids\": [\"%s\", \"%s\"]}".formatted(sales, support);
        String agent = "/v1.0/agents/" + staff.create(tenant, "agents");
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
}
