package net.voipbin.provisioning.endtoend.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import net.voipbin.provisioning.endtoend.rest.RestBed.Tenant;
import net.voipbin.provisioning.endtoend.rest.RestClient.Reply;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Money, plans, limits and usage over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RestBillingEndToEndTest {

    private RestBed bed;
    private Staff staff;

    @BeforeAll
    void open() {
        bed = RestBed.shared();
        staff = new Staff(bed);
    }

    @ParameterizedTest
    @CsvSource({
        "0.000001, 1",
        "1e3, 1000000000",
        "12.50, 12500000",
        "1E-6, 1",
        "0, 0",
        "0.0000000, 0",
        "100000e-11, 1",
        "9223372036854.775807, 9223372036854775807"
    })
    void anAmountIsTakenToTheMicro(String dollars, long micros) {
        // Given
        Tenant tenant = bed.newTenant();

        // When
        Reply added = bed.admin().post(add(tenant), "{\"balance\": %s}".formatted(dollars));

        // Then
        assertThat(added.status()).as(added.text()).isEqualTo(200);
        assertThat(added.json().path("balance_credit").asLong()).isEqualTo(micros);
        assertThat(tenant.client()
                        .get("/v1.0/billing_account")
                        .json()
                        .path("balance_credit")
                        .asLong())
                .isEqualTo(micros);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0000001",
                "9223372036854.775808",
                "1e400",
                "1e999999999",
                "1e-999999999",
                "-1",
                "-0.000001",
                "\"5\"",
                "null",
                "true",
                "[5]"
            })
    void shouldRefuseAnAmountThatIsFinerOrMoreThanCanBeKept(String dollars) {
        // Given
        Tenant tenant = bed.newTenant();

        // When
        Reply refused = bed.admin().post(add(tenant), "{\"balance\": %s}".formatted(dollars));

        // Then
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.reason()).isEqualTo("INVALID_ARGUMENT");
        assertThat(refused.details().path("field").asText()).isEqualTo("balance");
        assertThat(tenant.client()
                        .get("/v1.0/billing_account")
                        .json()
                        .path("balance_credit")
                        .asLong())
                .isZero();
    }

    @Test
    void shouldRefuseAnAmountThatExceedsWhatAnAccountHolds() {
        // Given
        Tenant tenant = bed.newTenant();
        staff.credit(tenant.id(), "9223372036854.775807");

        // When
        Reply refused = bed.admin().post(add(tenant), "{\"balance\": 0.000001}");

        // Then
        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.reason()).isEqualTo("INVALID_ARGUMENT");
    }

    @Test
    void shouldRefuseToTakeMoreThanTheBalance() {
        // Given
        Tenant tenant = bed.newTenant();
        staff.credit(tenant.id(), "2");
        String subtract = staff.account(tenant.id()) + "/balance_subtract_force";

        // When
        Reply refused = bed.admin().post(subtract, "{\"balance\": 2.000001}");
        Reply taken = bed.admin().post(subtract, "{\"balance\": 1.999999}");

        // Then
        assertThat(refused.status()).isEqualTo(402);
        assertThat(refused.reason()).isEqualTo("INSUFFICIENT_BALANCE");
        assertThat(taken.json().path("balance_credit").asLong()).isEqualTo(1);
    }

    @Test
    void shouldRequireAnAmount() {
        // When
        Reply refused = bed.admin().post(add(bed.newTenant()), "{}");

        // Then
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.reason()).isEqualTo("MISSING_REQUEST_PARAMETER");
    }

    @Test
    void shouldRefuseAPlanThatPresentResourcesExceed() {
        // Given
        Tenant tenant = bed.newTenant();
        staff.plan(tenant.id(), "basic");
        for (int queue = 0; queue < 3; queue++) {
            Staff.create(tenant.client(), "/v1.0/queues", "{}");
        }
        String path = staff.account(tenant.id()) + "/plan_type";

        // When
        Reply refused = bed.admin().put(path, "{\"plan_type\": \"free\"}");
        Reply changed = bed.admin().put(path, "{\"plan_type\": \"professional\"}");

        // Then
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.reason()).isEqualTo("RESOURCE_LIMIT_EXCEEDED");
        assertThat(refused.details()).hasToString("{\"count\":3,\"limit\":2,\"resource\":\"queues\"}");
        assertThat(changed.text("plan_type")).isEqualTo("professional");
        assertThat(changed.json().path("balance_token").asInt()).isEqualTo(100);
    }

    @Test
    void shouldCountTheGuestAmongTheAgentsThatThePlanLimits() {
        // Given
        Tenant tenant = bed.newTenant();
        for (int agent = 1; agent < 5; agent++) {
            staff.member(tenant.id(), 16);
        }

        // When
        Reply refused = tenant.client().post("/v1.0/agents", """
                {"username": "%s", "password": "12345678"}""".formatted(Staff.newUsername()));

        // Then
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().path("error").path("status").asText()).isEqualTo("RESOURCE_EXHAUSTED");
        assertThat(refused.reason()).isEqualTo("RESOURCE_LIMIT_EXCEEDED");
        assertThat(refused.details()).hasToString("{\"count\":5,\"limit\":5,\"resource\":\"agents\"}");
    }

    @Test
    void shouldCountLiveResourcesAgainstThePlansLimits() {
        // Given
        Tenant tenant = bed.newTenant();
        RestClient client = tenant.client();
        staff.verifyIdentity(tenant.id());
        staff.credit(tenant.id(), "5.5");
        staff.member(tenant.id(), 16);
        Staff.create(
                client,
                "/v1.0/numbers",
                "{\"number\": \"+1%d\"}".formatted(System.nanoTime() % 1_000_000_000_000L + 1_000_000_000_000L));
        Staff.create(
                client,
                "/v1.0/numbers",
                "{\"number\": \"%s\", \"type\": \"virtual\"}".formatted(staff.freeVirtualNumber()));
        Staff.create(client, "/v1.0/flows", "{}");
        Staff.create(client, "/v1.0/queues", "{}");
        Staff.create(client, "/v1.0/tags", "{\"name\": \"sales\"}");
        Staff.create(client, "/v1.0/accesskeys", "{}");
        Staff.ok(client.delete("/v1.0/flows/" + Staff.create(client, "/v1.0/flows", "{}")));

        // When
        JsonNode usage = bed.elsewhere(client).get("/v1.0/customer/usage").json();
        JsonNode same =
                bed.admin().get("/v1.0/customers/" + tenant.id() + "/usage").json();

        // Then
        assertThat(usage.path("customer_id").asText()).isEqualTo(tenant.id().toString());
        assertThat(usage.path("plan_type").asText()).isEqualTo("free");
        assertThat(usage.path("resources")).hasToString("""
                {"agents":{"count":2,"limit":5},"numbers":{"count":2,"limit":null},\
                "virtual_numbers":{"count":1,"limit":5},"flows":{"count":1,"limit":10000},\
                "queues":{"count":1,"limit":2},"tags":{"count":1,"limit":null},"accesskeys":{"count":1,"limit":null}}""");
        assertThat(usage.path("balance_credit").asLong()).isEqualTo(500_000);
        assertThat(usage.path("balance_token").asLong()).isEqualTo(100);
        assertThat(usage.path("tm_last_change").asText()).isNotEmpty();
        assertThat(same).isEqualTo(usage);
    }

    @Test
    void shouldLimitOnlyFlowsInTheUnlimitedPlan() {
        // Given
        Tenant tenant = staff.unlimitedTenant();

        // When
        JsonNode resources = tenant.client().get("/v1.0/customer/usage").json().path("resources");

        // Then
        assertThat(resources.path("agents").get("limit").isNull()).isTrue();
        assertThat(resources.path("queues").get("limit").isNull()).isTrue();
        assertThat(resources.path("virtual_numbers").get("limit").isNull()).isTrue();
        assertThat(resources.path("flows").path("limit").asInt()).isEqualTo(10_000);
    }

    @Test
    void shouldChangePaymentInfoFieldByField() {
        // Given
        RestClient client = bed.newTenant().client();

        // When
        Reply card = client.put("/v1.0/billing_account/payment_info", "{\"payment_method\": \"credit card\"}");
        Reply none = client.put("/v1.0/billing_account/payment_info", "{\"payment_type\": \"\"}");

        // Then
        assertThat(card.text("payment_type")).isEqualTo("prepaid");
        assertThat(card.text("payment_method")).isEqualTo("credit card");
        assertThat(none.text("payment_type")).isEmpty();
        assertThat(none.text("payment_method")).isEqualTo("credit card");
    }

    private String add(Tenant tenant) {
        return staff.account(tenant.id()) + "/balance_add_force";
    }
}
