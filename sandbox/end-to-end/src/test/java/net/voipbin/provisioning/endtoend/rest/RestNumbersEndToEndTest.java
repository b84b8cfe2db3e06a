package net.voipbin.provisioning.endtoend.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import net.voipbin.provisioning.endtoend.rest.RestBed.Tenant;
import net.voipbin.provisioning.endtoend.rest.RestClient.Reply;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Telephone numbers over HTTP: who may take one, what it costs, and how it goes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RestNumbersEndToEndTest {

    private static final int PRICE = 5_000_000;

    private RestBed bed;
    private Staff staff;

    @BeforeAll
    void open() {
        bed = RestBed.shared();
        staff = new Staff(bed);
    }

    @Test
    void shouldRequireAVerifiedIdentityForANormalNumber() {
        // Given
        Tenant tenant = bed.newTenant();
        staff.credit(tenant.id(), "5");

        // When
        Reply refused = take(tenant, newNormal());
        Reply forSuperAdmin = bed.admin().post("/v1.0/numbers", """
                {"customer_id": "%s", "number": "%s"}""".formatted(tenant.id(), newNormal()));

        // Then
        assertThat(List.of(refused, forSuperAdmin)).allSatisfy(reply -> {
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.reason()).isEqualTo("IDENTITY_VERIFICATION_REQUIRED");
        });
    }

    @Test
    void shouldChargeANormalNumberAtOnceToTheLastMicro() {
        // Given
        Tenant tenant = bed.newTenant();
        staff.verifyIdentity(tenant.id());
        staff.credit(tenant.id(), "4.999999");

        // When
        Reply refused = take(tenant, newNormal());
        staff.credit(tenant.id(), "0.000001");
        Reply taken = take(tenant, newNormal());

        // Then
        assertThat(refused.status()).isEqualTo(402);
        assertThat(refused.reason()).isEqualTo("INSUFFICIENT_BALANCE");
        assertThat(refused.json().path("error").path("status").asText()).isEqualTo("PAYMENT_REQUIRED");
        assertThat(taken.status()).as(taken.text()).isEqualTo(200);
        assertThat(taken.text("type")).isEqualTo("normal");
        assertThat(taken.text("status")).isEqualTo("active");
        assertThat(taken.json().get("tm_renew").isNull()).isTrue();
        assertThat(credit(tenant)).isZero();
    }

    @Test
    void shouldChargeARenewalToo() {
        // Given
        Tenant tenant = bed.newTenant();
        staff.verifyIdentity(tenant.id());
        staff.credit(tenant.id(), "12");
        String number = take(tenant, newNormal()).text("id");

        // When
        Reply renewed = tenant.client().post("/v1.0/numbers/" + number + "/renew", "");

        // Then
        assertThat(renewed.status()).as(renewed.text()).isEqualTo(200);
        assertThat(renewed.json().get("tm_renew").isNull()).isFalse();
        assertThat(renewed.json().get("tm_delete").isNull()).isTrue();
        assertThat(credit(tenant)).isEqualTo(12_000_000 - 2 * PRICE);
    }

    @Test
    void shouldReleaseANumberWhoseRenewalCannotBePaid() {
        // Given
        Tenant tenant = bed.newTenant();
        staff.verifyIdentity(tenant.id());
        staff.credit(tenant.id(), "5");
        Reply taken = take(tenant, newNormal());
        String path = "/v1.0/numbers/" + taken.text("id");

        // When
        Reply released = tenant.client().post(path + "/renew", "");

        // Then
        assertThat(released.status()).as(released.text()).isEqualTo(200);
        assertThat(released.text("number")).isEqualTo(taken.text("number"));
        assertThat(released.text("status")).isEqualTo("deleted");
        assertThat(released.json().get("tm_delete").isNull()).isFalse();
        assertThat(tenant.client().get(path).reason()).isEqualTo("RESOURCE_NOT_FOUND");
        assertThat(tenant.client().get("/v1.0/numbers").result()).isEmpty();
        assertThat(tenant.client().post(path + "/renew", "").reason()).isEqualTo("RESOURCE_NOT_FOUND");
    }

    @Test
    void shouldRenewAVirtualNumberForNothing() {
        // Given
        Tenant tenant = bed.newTenant();
        String number = takeVirtual(tenant, staff.freeVirtualNumber()).text("id");

        // When
        Reply renewed = tenant.client().post("/v1.0/numbers/" + number + "/renew", "");

        // Then
        assertThat(renewed.status()).isEqualTo(200);
        assertThat(renewed.json().get("tm_renew").isNull()).isFalse();
        assertThat(credit(tenant)).isZero();
    }

    @Test
    void shouldRefuseANumberThatAnotherCustomerHasUntilItIsReleased() {
        // Given
        Tenant first = bed.newTenant();
        Tenant second = bed.newTenant();
        String number = staff.freeVirtualNumber();
        String id = takeVirtual(first, number).text("id");

        // When
        Reply refused = takeVirtual(second, number);
        Reply released = first.client().delete("/v1.0/numbers/" + id);
        Reply taken = takeVirtual(second, number);

        // Then
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.reason()).isEqualTo("NUMBER_ALREADY_EXISTS");
        assertThat(released.text("status")).isEqualTo("deleted");
        assertThat(released.json().get("tm_delete").isNull()).isFalse();
        assertThat(taken.status()).isEqualTo(200);
    }

    @Test
    void shouldLimitVirtualNumbersOnlyByThePlan() {
        // Given
        Tenant tenant = bed.newTenant();
        staff.verifyIdentity(tenant.id());
        staff.credit(tenant.id(), "5");
        for (int number = 0; number < 5; number++) {
            Staff.ok(takeVirtual(tenant, staff.freeVirtualNumber()));
        }

        // When
        Reply refused = takeVirtual(tenant, staff.freeVirtualNumber());
        Reply normal = take(tenant, newNormal());

        // Then
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.reason()).isEqualTo("RESOURCE_LIMIT_EXCEEDED");
        assertThat(refused.details()).hasToString("{\"count\":5,\"limit\":5,\"resource\":\"virtual_numbers\"}");
        assertThat(normal.status()).isEqualTo(200);
    }

    @Test
    void shouldAcceptAProposedNumber() {
        // Given
        Tenant tenant = bed.newTenant();

        // When
        Reply proposed = tenant.client().get("/v1.0/available_numbers?type=virtual&page_size=3");
        JsonNode first = proposed.json().path("result").path(0);

        // Then
        assertThat(proposed.result()).hasSize(3);
        assertThat(first.path("number").asText()).matches("\\+899(?!000)\\d{9}");
        assertThat(first.path("type").asText()).isEqualTo("virtual");
        assertThat(first.path("country").asText()).isEqualTo("899");
        assertThat(first.path("features")).singleElement().hasToString("\"voice\"");
        assertThat(takeVirtual(tenant, first.path("number").asText()).status()).isEqualTo(200);
    }

    @Test
    void shouldProposeNoNormalNumbersWithoutACarrier() {
        // Given
        RestClient client = bed.newTenant().client();

        // When
        Reply normal = client.get("/v1.0/available_numbers?type=normal");
        Reply any = client.get("/v1.0/available_numbers");

        // Then
        assertThat(List.of(normal, any))
                .extracting(Reply::text)
                .containsOnly("{\"result\":[],\"next_page_token\":\"\"}");
    }

    @Test
    void shouldClearADeletedFlowFromWhateverReferredToIt() {
        // Given
        RestClient client = bed.newTenant().client();
        String flow = Staff.create(client, "/v1.0/flows", "{}");
        String other = Staff.create(client, "/v1.0/flows", "{\"on_complete_flow_id\": \"%s\"}".formatted(flow));
        String queue = Staff.create(client, "/v1.0/queues", "{\"wait_flow_id\": \"%s\"}".formatted(flow));
        String number = Staff.create(client, "/v1.0/numbers", """
                {"number": "%s", "type": "virtual", "call_flow_id": "%s", "message_flow_id": "%s"}""".formatted(staff.freeVirtualNumber(), flow, flow));

        // When
        Reply deleted = client.delete("/v1.0/flows/" + flow);

        // Then
        assertThat(deleted.status()).isEqualTo(200);
        String none = "00000000-0000-0000-0000-000000000000";
        RestClient there = bed.elsewhere(client);
        assertThat(there.get("/v1.0/flows/" + other).text("on_complete_flow_id"))
                .isEqualTo(none);
        assertThat(there.get("/v1.0/queues/" + queue).text("wait_flow_id")).isEqualTo(none);
        assertThat(there.get("/v1.0/numbers/" + number).text("call_flow_id")).isEqualTo(none);
        assertThat(there.get("/v1.0/numbers/" + number).text("message_flow_id")).isEqualTo(none);
    }

    @Test
    void shouldLetAFlowReferToItselfAndItsActionsToEachOther() {
        // Given
        RestClient client = bed.newTenant().client();
        String flow = Staff.create(client, "/v1.0/flows", "{}");

        // When
        Reply changed = client.put("/v1.0/flows/" + flow, """
                {"on_complete_flow_id": "%s", "actions": [
                  {"id": "greet", "next_id": "end", "type": "talk", "option": {"text": "Hello"}},
                  {"type": "beep", "next_id": "%s"},
                  {"id": "end", "type": "hangup"}]}""".formatted(flow, flow));

        // Then
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        JsonNode actions = changed.json().path("actions");
        assertThat(changed.text("on_complete_flow_id")).isEqualTo(flow);
        assertThat(actions.path(0).path("next_id")).isEqualTo(actions.path(2).path("id"));
        assertThat(actions.path(1).path("next_id").asText()).isEqualTo(flow);
        assertThat(actions.path(1).path("id").asText()).matches("[0-9a-f-]{36}");
        assertThat(actions.path(0).path("option")).hasToString("{\"text\":\"Hello\"}");
        assertThat(actions.path(2).path("option")).hasToString("{}");
    }

    private static Reply take(Tenant tenant, String number) {
        return tenant.client().post("/v1.0/numbers", "{\"number\": \"%s\"}".formatted(number));
    }

    private static Reply takeVirtual(Tenant tenant, String number) {
        return tenant.client().post("/v1.0/numbers", """
                {"number": "%s", "type": "virtual"}""".formatted(number));
    }

    private static long credit(Tenant tenant) {
        return tenant.client()
                .get("/v1.0/billing_account")
                .json()
                .path("balance_credit")
                .asLong();
    }

    private static String newNormal() {
        return "+1" + ThreadLocalRandom.current().nextLong(1_000_000_000_000L, 10_000_000_000_000L);
    }
}
