package net.voipbin.provisioning.endtoend.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import net.voipbin.provisioning.endtoend.rest.RestBed.Tenant;
import net.voipbin.provisioning.endtoend.rest.RestClient.Reply;
import net.voipbin.provisioning.endtoend.rest.Staff.Member;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Customers from status to status, what their agents may do meanwhile, and what a super admin does for them. */
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
    void shouldSucceedAgainAndChangeNothingWhenTheStatusIsReached(String first, String second, String status) {
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
    void shouldRefuseEveryOtherChangeOfStatus(String first, String second) {
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

    private Reply act(Tenant tenant, String action, String body) {
        return bed.admin().send("POST", "/v1.0/customers/" + tenant.id() + "/" + action, Optional.of(body));
    }
}
