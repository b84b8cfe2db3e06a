package net.voipbin.provisioning.endtoend.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.voipbin.provisioning.endtoend.bed.TopicLog;
import net.voipbin.provisioning.endtoend.rest.RestBed.Tenant;
import net.voipbin.provisioning.endtoend.rest.RestClient.Reply;
import net.voipbin.provisioning.topic.Topics;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Customers over HTTP, on everything that is real. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RestEndToEndTest {

    private static final String MICROSECONDS = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z";

    private RestBed bed;

    @BeforeAll
    void open() {
        bed = RestBed.shared();
    }

    @Test
    void shouldShowANewCustomersGuestAgentAndBillingAccountAtOnce() {
        // Given
        String email = RestBed.newEmail();

        // When
        Reply created = bed.admin().post("/v1.0/customers", """
                {"name": "New Company LLC", "email": "%s", "phone_number": "+15551234567"}""".formatted(email));

        // Then
        assertThat(created.status()).isEqualTo(200);
        String id = created.text("id");
        assertThat(created.text("status")).isEqualTo("active");
        assertThat(created.text("email")).isEqualTo(email);
        assertThat(created.json().path("email_verified").asBoolean()).isTrue();
        assertThat(created.json().path("permission_ids")).singleElement().hasToString("\"customer_agent\"");
        assertThat(created.text("tm_create")).matches(MICROSECONDS);
        assertThat(created.json().get("tm_update").isNull()).isTrue();
        assertThat(created.json().get("tm_delete").isNull()).isTrue();
        JsonNode guest =
                bed.elsewhere(bed.admin()).get("/v1.0/agents?customer_id=" + id).only();
        assertThat(guest.path("username").asText()).isEqualTo("guest-" + id + "@guest.invalid");
        assertThat(guest.path("permission").asInt()).isEqualTo(32);
        assertThat(guest.path("guest").asBoolean()).isTrue();
        assertThat(guest.path("status").asText()).isEqualTo("offline");
        JsonNode account = bed.elsewhere(bed.admin())
                .get("/v1.0/billing_accounts?customer_id=" + id)
                .only();
        assertThat(account.path("id").asText()).isEqualTo(created.text("billing_account_id"));
        assertThat(account.path("plan_type").asText()).isEqualTo("free");
        assertThat(account.path("payment_type").asText()).isEqualTo("prepaid");
        assertThat(account.path("balance_token").asInt()).isEqualTo(100);
        assertThat(account.path("status").asText()).isEqualTo("active");
    }

    @Test
    void shouldTakeTheNewCustomersIdFromTheCaller() {
        // Given
        UUID id = UUID.randomUUID();

        // When
        Reply created = bed.admin().post("/v1.0/customers", """
                {"id": "%s", "email": "%s"}""".formatted(id, RestBed.newEmail()));

        // Then
        assertThat(created.text("id")).isEqualTo(id.toString());
        assertThat(bed.admin().get("/v1.0/customers/" + id).json()).isEqualTo(created.json());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1.0/customers/", "/v1.0/customer", "/v1.0/customers/{id}"})
    void shouldReadAndChangeTheTenantWithADelegatedToken(String pattern) {
        // Given
        Tenant tenant = bed.newTenant();
        String token = bed.admin()
                .post("/auth/delegate", "{\"customer_id\": \"%s\"}".formatted(tenant.id()))
                .text("token");
        String line = pattern.replace("{id}", tenant.id().toString()) + "?token=" + token;

        // When
        Reply before = bed.nobody().get(line);
        Reply changed = bed.nobody().put(line, """
                {"name": "Acme Corporation Inc.", "detail": "Updated enterprise account"}""", "Content-Type", "application/json");
        Reply after = bed.nobody().get(line);

        // Then
        assertThat(before.status()).isEqualTo(200);
        assertThat(before.text("id")).isEqualTo(tenant.id().toString());
        assertThat(before.text("name")).isEqualTo("Acme Corporation");
        assertThat(before.text("detail")).isEqualTo("Enterprise customer account");
        assertThat(before.text("status")).isEqualTo("active");
        assertThat(before.json().path("permission_ids").isArray()).isTrue();
        assertThat(before.text("tm_create")).matches(MICROSECONDS);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("name")).isEqualTo("Acme Corporation Inc.");
        assertThat(changed.text("detail")).isEqualTo("Updated enterprise account");
        assertThat(changed.text("email")).isEqualTo(tenant.email());
        assertThat(changed.text("tm_update")).matches(MICROSECONDS);
        assertThat(withoutSecret(after)).isEqualTo(withoutSecret(changed));
        assertThat(after.header("ETag")).isEqualTo(changed.header("ETag")).isEqualTo("\"2\"");
    }

    @Test
    void shouldNameTheSuperAdminTooInAChangeThroughDelegation() {
        // Given
        Tenant tenant = bed.newTenant();
        try (var events = new TopicLog<>(bed.system().bed(), Topics.EVENTS)) {

            // When
            tenant.client().put("/v1.0/customer", "{\"name\": \"Renamed\"}");

            // Then
            assertThat(events.await(
                            1,
                            event -> event.getCustomerId().equals(tenant.id())
                                    && event.getType().equals("customer_updated")))
                    .singleElement()
                    .satisfies(event -> {
                        assertThat(event.getActor().getDelegatedBy()).isEqualTo(bed.adminId());
                        assertThat(event.getResource().getCustomer().getName()).isEqualTo("Renamed");
                    });
        }
    }

    @Test
    void shouldShowAWriteInEveryLaterReadThroughEitherBridge() {
        // Given
        RestClient here = bed.newTenant().client();
        RestClient there = bed.elsewhere(here);
        List<String> stale = new ArrayList<>();

        // When
        for (int turn = 0; turn < 20; turn++) {
            String name = "Name " + turn;
            RestClient writer = turn % 2 == 0 ? here : there;
            RestClient reader = turn % 4 < 2 ? there : here;
            writer.put("/v1.0/customer", "{\"name\": \"%s\"}".formatted(name));
            String own = reader.get("/v1.0/customer").text("name");
            String listed = reader.get("/v1.0/customers").only().path("name").asText();
            if (!own.equals(name) || !listed.equals(name)) {
                stale.add(name + " was read as " + own + " and listed as " + listed);
            }
        }

        // Then
        assertThat(stale).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1.0/customers/", "/v1.0/customer", "/v1.0/customers/{id}"})
    void shouldAcceptWhatWasReadAndEdited(String pattern) {
        // Given
        Tenant tenant = bed.newTenant();
        String path = pattern.replace("{id}", tenant.id().toString());
        ObjectNode customer = (ObjectNode) tenant.client().get(path).json();
        customer.put("address", "1 Main Street");
        customer.putArray("permission_ids").add("customer_admin").add("customer_agent");

        // When
        Reply changed = tenant.client().put(path, customer.toString());

        // Then
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.text("address")).isEqualTo("1 Main Street");
        assertThat(changed.json().path("permission_ids")).hasSize(2);
    }

    @Test
    void shouldNameEveryLockedFieldWithAnotherValue() {
        // Given
        Tenant tenant = bed.newTenant();

        // When
        Reply refused = tenant.client().put("/v1.0/customer", """
                {"name": "New", "status": "frozen", "id": "%s", "email_verified": false, "metadata": {"rtp_debug": true},
                 "tm_create": null, "webhook_secret": "guess", "identity_verification_status": "none"}""".formatted(tenant.id()));

        // Then
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.reason()).isEqualTo("LOCKED_FIELD");
        assertThat(refused.details().path("fields"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("status", "email_verified", "metadata", "tm_create", "webhook_secret");
        assertThat(tenant.client().get("/v1.0/customer").text("name")).isEqualTo("Acme Corporation");
    }

    @Test
    void shouldMakeNoNewVersionWhenAnUpdateChangesNothing() {
        // Given
        RestClient client = bed.newTenant().client();

        // When
        Reply same = client.put("/v1.0/customer", "{\"name\": \"Acme Corporation\", \"colour\": \"red\"}");

        // Then
        assertThat(same.status()).isEqualTo(200);
        assertThat(same.header("ETag")).isEqualTo("\"1\"");
        assertThat(same.json().get("tm_update").isNull()).isTrue();
    }

    @Test
    void shouldAnswerTheErasedCustomerAndFreeItsEmailWhenItIsDeleted() {
        // Given
        Tenant tenant = bed.newTenant();

        // When
        Reply deleted = bed.admin().delete("/v1.0/customers/" + tenant.id());

        // Then
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deleted.text("status")).isEqualTo("deleted");
        assertThat(deleted.text("name"))
                .isEqualTo("deleted_user_" + tenant.id().toString().substring(0, 8));
        assertThat(deleted.text("email"))
                .isEqualTo("deleted_" + tenant.id().toString().substring(0, 8) + "@removed.invalid");
        assertThat(deleted.text("tm_delete")).matches(MICROSECONDS);
        RestClient elsewhere = bed.elsewhere(bed.admin());
        assertThat(elsewhere.get("/v1.0/customers/" + tenant.id()).json()).isEqualTo(deleted.json());
        assertThat(bed.elsewhere(tenant.client()).get("/v1.0/customer").reason())
                .isEqualTo("INVALID_CREDENTIALS");
        assertThat(elsewhere.get("/v1.0/agents?customer_id=" + tenant.id()).reason())
                .isEqualTo("RESOURCE_NOT_FOUND");
        Reply again = elsewhere.post("/v1.0/customers", "{\"email\": \"%s\"}".formatted(tenant.email()));
        assertThat(again.status()).as(again.text()).isEqualTo(200);
    }

    @Test
    void shouldSucceedAndChangeNothingWhenADeletedCustomerIsDeleted() {
        // Given
        String path = "/v1.0/customers/" + bed.newTenant().id();
        Reply first = bed.admin().delete(path);

        // When
        Reply second = bed.admin().delete(path);

        // Then
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json()).isEqualTo(first.json());
    }

    @Test
    void shouldShowATenantItsOwnResourcesAlone() {
        // Given
        Tenant tenant = bed.newTenant();
        bed.newTenant();

        // When
        Reply customers = tenant.client().get("/v1.0/customers");
        Reply agents = tenant.client().get("/v1.0/agents?customer_id=" + tenant.id());
        Reply accounts = tenant.client().get("/v1.0/billing_accounts");

        // Then
        assertThat(customers.only().path("id").asText()).isEqualTo(tenant.id().toString());
        assertThat(agents.only().path("customer_id").asText())
                .isEqualTo(tenant.id().toString());
        assertThat(accounts.only().path("customer_id").asText())
                .isEqualTo(tenant.id().toString());
        assertThat(accounts.only().has("status")).isFalse();
    }

    @Test
    void shouldSkipAndRepeatNothingInPagesWhileOthersAreCreated() {
        // Given
        List<String> created = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            created.addFirst(bed.newTenant().id().toString());
        }

        // When
        List<String> read = new ArrayList<>();
        String pageToken = "";
        RestClient reader = bed.admin();
        do {
            Reply page = reader.get("/v1.0/customers?page_size=2&page_token=" + pageToken);
            assertThat(page.status()).isEqualTo(200);
            read.addAll(page.each("id"));
            pageToken = page.text("next_page_token");
            if (read.size() <= 4) {
                bed.newTenant();
            }
            reader = bed.elsewhere(reader);
        } while (!pageToken.isEmpty());

        // Then
        assertThat(read).doesNotHaveDuplicates();
        assertThat(read).startsWith(created.toArray(String[]::new));
        assertThat(read).contains(bed.platformCustomerId().toString());
    }

    private static JsonNode withoutSecret(Reply reply) {
        return ((ObjectNode) reply.json()).without("webhook_secret");
    }
}
