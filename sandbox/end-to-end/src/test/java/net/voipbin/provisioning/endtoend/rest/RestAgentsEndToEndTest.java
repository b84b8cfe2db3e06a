package net.voipbin.provisioning.endtoend.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.domain.customer.GuestAgent;
import net.voipbin.provisioning.endtoend.rest.RestBed.Tenant;
import net.voipbin.provisioning.endtoend.rest.RestClient.Reply;
import net.voipbin.provisioning.endtoend.rest.Staff.Member;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Agents over HTTP: who they are, who may change them, and what becomes of their tokens. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RestAgentsEndToEndTest {

    private RestBed bed;
    private Staff staff;
    private Tenant tenant;

    @BeforeAll
    void open() {
        bed = RestBed.shared();
        staff = new Staff(bed);
        tenant = staff.unlimitedTenant();
    }

    @Test
    void shouldGiveANewAgentTheDefaultPermissionAndTheStatusOffline() {
        // Given
        Tenant own = bed.newTenant();
        Staff.ok(
                own.client().put("/v1.0/customer", "{\"permission_ids\": [\"customer_agent\", \"customer_manager\"]}"));
        String username = Staff.newUsername();

        // When
        Reply created = own.client().post("/v1.0/agents", """
                {"username": "%s", "password": "12345678"}""".formatted(username));

        // Then
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().path("permission").asInt()).isEqualTo(16 + 64);
        assertThat(created.text("username")).isEqualTo(username);
        assertThat(created.text("status")).isEqualTo("offline");
        assertThat(created.text("ring_method")).isEqualTo("ringall");
        assertThat(created.text("name")).isEmpty();
        assertThat(created.json().path("tag_ids")).isEmpty();
        assertThat(created.json().path("addresses")).isEmpty();
        assertThat(created.json().path("guest").asBoolean()).isFalse();
        assertThat(created.json().get("tm_update").isNull()).isTrue();
        assertThat(bed.elsewhere(own.client())
                        .get("/v1.0/agents/" + created.text("id"))
                        .text())
                .isEqualTo(created.text());
    }

    @Test
    void shouldRefuseAUsernameThatAnyCustomersAgentHasInWhateverCase() {
        // Given
        Member agent = staff.member(tenant.id(), 16);

        // When
        Reply refused = bed.newTenant().client().post("/v1.0/agents", """
                {"username": "%s", "password": "12345678"}""".formatted(
                        agent.username().toUpperCase(Locale.ROOT)));

        // Then
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.reason()).isEqualTo("AGENT_ALREADY_EXISTS");
    }

    @Test
    void shouldFreeTheUsernameAndEndTheTokenOfADeletedAgent() {
        // Given
        Member agent = staff.member(tenant.id(), 16);

        // When
        Reply deleted = tenant.client().delete("/v1.0/agents/" + agent.id());

        // Then
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deleted.text("id")).isEqualTo(agent.id().toString());
        assertThat(deleted.json().get("tm_delete").isNull()).isFalse();
        assertThat(agent.client().get("/v1.0/me").reason()).isEqualTo("INVALID_CREDENTIALS");
        assertThat(tenant.client().get("/v1.0/agents/" + agent.id()).reason()).isEqualTo("RESOURCE_NOT_FOUND");
        assertThat(tenant.client().get("/v1.0/agents").each("id"))
                .doesNotContain(agent.id().toString());
        assertThat(tenant.client()
                        .post("/v1.0/agents", """
                        {"username": "%s", "password": "12345678"}""".formatted(agent.username()))
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DELETE | /v1.0/agents/GUEST            |
            PUT    | /v1.0/agents/GUEST/password   | {"password": "12345678"}
            PUT    | /v1.0/agents/GUEST/permission | {"permission": 32}
            """)
    void shouldProtectTheGuestAgentWhoeverAsks(String method, String pattern, String body) {
        // Given
        String path = pattern.replace("GUEST", GuestAgent.idOf(tenant.id()).toString());
        List<RestClient> callers = List.of(
                bed.admin(), tenant.client(), staff.member(tenant.id(), 32).client());

        // When
        List<Reply> refused = callers.stream()
                .map(caller -> caller.send(method, path, Optional.ofNullable(body)))
                .toList();

        // Then
        assertThat(refused).allSatisfy(reply -> {
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.reason()).isEqualTo("GUEST_AGENT_PROTECTED");
        });
    }

    @Test
    void shouldLetTheGuestAgentBeNamedAndGivenAddresses() {
        // Given
        String guest = "/v1.0/agents/" + GuestAgent.idOf(tenant.id());

        // When
        Reply named = tenant.client().put(guest, "{\"name\": \"The owner\", \"detail\": \"\"}");
        Reply reached = tenant.client().put(guest + "/addresses", """
                {"addresses": [{"type": "email", "target": "owner@acme.example"}]}""");
        Reply there = tenant.client().put(guest + "/status", "{\"status\": \"available\"}");

        // Then
        assertThat(named.text("name")).isEqualTo("The owner");
        assertThat(reached.json().path("addresses")).hasSize(1);
        assertThat(there.text("status")).isEqualTo("available");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DELETE | /v1.0/agents/ADMIN            |
            PUT    | /v1.0/agents/ADMIN/password   | {"password": "12345678"}
            PUT    | /v1.0/agents/ADMIN/permission | {"permission": 16}
            PUT    | /v1.0/agents/AGENT/permission | {"permission": 32}
            POST   | /v1.0/agents                  | {"username": "new@acme.example", "password": "12345678", "permission": 32}
            """)
    void shouldRefuseAManagerThatTakesAnAdminsPlace(String method, String path, String body) {
        // Given
        RestClient manager = staff.member(tenant.id(), 64).client();
        String admin = staff.member(tenant.id(), 32).id().toString();
        String agent = staff.member(tenant.id(), 16).id().toString();

        // When
        Reply refused =
                manager.send(method, path.replace("ADMIN", admin).replace("AGENT", agent), Optional.ofNullable(body));

        // Then
        assertThat(refused.status()).as(refused.text()).isEqualTo(403);
        assertThat(refused.reason()).isEqualTo("PERMISSION_DENIED");
    }

    @Test
    void shouldRefuseAPlatformPermissionFromATenant() {
        // Given
        Member agent = staff.member(tenant.id(), 16);

        // When
        Reply refused = tenant.client().put("/v1.0/agents/" + agent.id() + "/permission", "{\"permission\": 17}");

        // Then
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.reason()).isEqualTo("PERMISSION_DENIED");
    }

    @Test
    void shouldChangeAPermissionAtOnce() {
        // Given
        Member agent = staff.member(tenant.id(), 16);
        String path = "/v1.0/agents/" + agent.id() + "/permission";

        // When
        int before = agent.client().get("/v1.0/agents").status();
        Staff.ok(tenant.client().put(path, "{\"permission\": 64}"));
        int promoted = bed.elsewhere(agent.client()).get("/v1.0/agents").status();
        Staff.ok(tenant.client().put(path, "{\"permission\": 0}"));
        int demoted = bed.elsewhere(agent.client()).get("/v1.0/agents").status();

        // Then
        assertThat(before).isEqualTo(403);
        assertThat(promoted).isEqualTo(200);
        assertThat(demoted).isEqualTo(403);
        assertThat(agent.client().get("/v1.0/me").json().path("permission").asInt())
                .isZero();
    }

    @Test
    void shouldEndEarlierTokensWhenAPasswordIsSetThoughItIsTheSame() {
        // Given
        Member agent = staff.member(tenant.id(), 16);

        // When
        Reply set = agent.client().put("/v1.0/service_agents/me/password", """
                {"password": "%s"}""".formatted(Staff.PASSWORD));

        // Then
        assertThat(set.status()).as(set.text()).isEqualTo(200);
        assertThat(set.text()).doesNotContain(Staff.PASSWORD).doesNotContain("argon2");
        assertThat(agent.client().get("/v1.0/me").reason()).isEqualTo("INVALID_CREDENTIALS");
        assertThat(bed.elsewhere(agent.client()).get("/v1.0/me").reason()).isEqualTo("INVALID_CREDENTIALS");
        RestClient anew = agent.client().with(staff.token(agent.customerId(), agent.id()));
        assertThat(anew.get("/v1.0/me").text("id")).isEqualTo(agent.id().toString());
    }

    @Test
    void shouldEndADelegatedTokenWithTheSuperAdminsRight() {
        // Given
        Member superAdmin = staff.member(bed.platformCustomerId(), 1);
        String token = superAdmin
                .client()
                .post("/auth/delegate", "{\"customer_id\": \"%s\"}".formatted(tenant.id()))
                .text("token");
        RestClient delegated = bed.nobody().with(token);
        int before = delegated.get("/v1.0/customer").status();

        // When
        Staff.ok(bed.admin().put("/v1.0/agents/" + superAdmin.id() + "/permission", "{\"permission\": 16}"));

        // Then
        assertThat(before).isEqualTo(200);
        assertThat(bed.elsewhere(delegated).get("/v1.0/customer").reason()).isEqualTo("INVALID_CREDENTIALS");
    }

    @Test
    void shouldRefuseAnAddressThatAnotherAgentOfTheCustomerHas() {
        // Given
        Member first = staff.member(tenant.id(), 16);
        Member second = staff.member(tenant.id(), 16);
        Reply normalised = first.client().put("/v1.0/service_agents/me/addresses", """
                {"addresses": [{"type": "tel", "target": " +1 (555) 765-4321"}, {"type": "sip", "target": "desk@pbx.example"}]}""");

        // When
        Reply sameTel = second.client().put("/v1.0/service_agents/me/addresses", """
                {"addresses": [{"type": "tel", "target": "+15557654321"}]}""");
        Reply sameSip = second.client().put("/v1.0/service_agents/me/addresses", """
                {"addresses": [{"type": "sip", "target": "DESK@pbx.example"}]}""");
        Reply twice = second.client().put("/v1.0/service_agents/me/addresses", """
                {"addresses": [{"type": "tel", "target": "+1-555"}, {"type": "tel", "target": "+1555"}]}""");
        Reply elsewhere = bed.newTenant().client().put("/v1.0/service_agents/me/addresses", """
                {"addresses": [{"type": "tel", "target": "+15557654321"}]}""");

        // Then
        assertThat(normalised.json().path("addresses").path(0).path("target").asText())
                .isEqualTo("+15557654321");
        assertThat(List.of(sameTel, sameSip, twice)).allSatisfy(refused -> {
            assertThat(refused.status()).as(refused.text()).isEqualTo(409);
            assertThat(refused.reason()).isEqualTo("ADDRESS_ALREADY_ASSIGNED");
        });
        assertThat(elsewhere.status()).isEqualTo(200);
    }

    @Test
    void shouldListAgentsByTagsAndStatus() {
        // Given
        Tenant own = bed.newTenant();
        String sales = Staff.create(own.client(), "/v1.0/tags", "{\"name\": \"sales\"}");
        String support = Staff.create(own.client(), "/v1.0/tags", "{\"name\": \"support\"}");
        String seller = agent(own, "[\"%s\"]".formatted(sales));
        String helper = agent(own, "[\"%s\", \"%s\"]".formatted(support, sales));
        String other = agent(own, "[\"%s\"]".formatted(support));
        Staff.ok(own.client().put("/v1.0/agents/" + helper + "/status", "{\"status\": \"available\"}"));

        // When
        List<String> withSales =
                own.client().get("/v1.0/agents?tag_ids=" + sales).each("id");
        List<String> withAny = own.client()
                .get("/v1.0/agents?tag_ids=" + sales + "," + support)
                .each("id");
        List<String> availableSellers = own.client()
                .get("/v1.0/agents?status=available&tag_ids=" + sales)
                .each("id");
        List<String> unknown =
                own.client().get("/v1.0/agents?tag_ids=" + UUID.randomUUID()).each("id");

        // Then
        assertThat(withSales).containsExactly(helper, seller);
        assertThat(withAny).containsExactly(other, helper, seller);
        assertThat(availableSellers).containsExactly(helper);
        assertThat(unknown).isEmpty();
    }

    @Test
    void shouldAcceptAHundredTagsInAQueryAndNoMore() {
        // Given
        String hundred = String.join(
                ",",
                java.util.stream.Stream.generate(() -> UUID.randomUUID().toString())
                        .limit(100)
                        .toList());

        // When
        Reply most = tenant.client().get("/v1.0/agents?tag_ids=" + hundred);
        Reply tooMany = tenant.client().get("/v1.0/agents?tag_ids=" + hundred + "," + UUID.randomUUID());

        // Then
        assertThat(most.status()).isEqualTo(200);
        assertThat(tooMany.reason()).isEqualTo("INVALID_TAG_IDS");
    }

    @Test
    void shouldShowAnAccessKeyAsTheGuestAgent() {
        // Given
        String key = staff.accessKey(tenant.client());

        // When
        JsonNode me = bed.nobody().get("/v1.0/me?accesskey=" + key).json();

        // Then
        assertThat(me.path("id").asText())
                .isEqualTo(GuestAgent.idOf(tenant.id()).toString());
        assertThat(me.path("guest").asBoolean()).isTrue();
    }

    private static String agent(Tenant tenant, String tagIds) {
        return Staff.create(tenant.client(), "/v1.0/agents", """
                {"username": "%s", "password": "12345678", "tag_ids": %s}""".formatted(Staff.newUsername(), tagIds));
    }
}
