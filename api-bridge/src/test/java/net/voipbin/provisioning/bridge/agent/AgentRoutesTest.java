package net.voipbin.provisioning.bridge.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import net.voipbin.provisioning.bridge.Bridge;
import net.voipbin.provisioning.bridge.Bridge.Reply;
import net.voipbin.provisioning.bridge.ReadModel;
import net.voipbin.provisioning.bridge.ReadModel.Tenant;
import net.voipbin.provisioning.bridge.auth.Permission;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The routes of agents, with a real PostgreSQL behind the bridge. */
class AgentRoutesTest {

    @RegisterExtension
    static final Bridge bridge = new Bridge();

    private Tenant platform;
    private Tenant acme;
    private Tenant other;

    @BeforeEach
    void populate() {
        platform = ReadModel.tenant(ReadModel.PLATFORM, Permission.SUPER_ADMIN);
        acme = ReadModel.tenant(UUID.randomUUID(), Permission.CUSTOMER_ADMIN);
        other = ReadModel.tenant(UUID.randomUUID(), Permission.CUSTOMER_ADMIN);
    }

    @Test
    void shouldNotFindAnotherTenantsAgentOrAccount() {
        // When
        Reply agent = bridge.get(acme, "/v1.0/agents/" + other.agentId());
        Reply account = bridge.get(acme, "/v1.0/billing_accounts/" + other.billingAccountId());

        // Then
        assertThat(agent.reason()).isEqualTo("RESOURCE_NOT_FOUND");
        assertThat(account.reason()).isEqualTo("RESOURCE_NOT_FOUND");
    }

    @Test
    void shouldListAgentsByStatusAndTag() {
        // Given
        UUID tag = UUID.randomUUID();
        ReadModel.execute("update agents set status = 'busy', tag_ids = array[?] where id = ?", tag, acme.agentId());

        // When
        Reply busy = bridge.get(acme, "/v1.0/agents?status=busy");
        Reply tagged = bridge.get(acme, "/v1.0/agents?tag_ids=" + UUID.randomUUID() + "," + tag);
        Reply untagged = bridge.get(acme, "/v1.0/agents?tag_ids=" + UUID.randomUUID());

        // Then
        assertThat(busy.json().path("result")).hasSize(1);
        assertThat(tagged.json().path("result").path(0).path("tag_ids").path(0).asText())
                .isEqualTo(tag.toString());
        assertThat(untagged.json().path("result")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "tag_ids=x,INVALID_TAG_IDS",
        "tag_ids=00000000-0000-0000-0000-000000000000,INVALID_TAG_IDS",
        "status=asleep,INVALID_REQUEST_PARAMETER",
        "customer_id=x,INVALID_ARGUMENT",
        "page_token=x,INVALID_REQUEST_PARAMETER"
    })
    void shouldRefuseAWrongListParameter(String query, String reason) {
        // When
        Reply reply = bridge.get(acme, "/v1.0/agents?" + query);

        // Then
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.reason()).isEqualTo(reason);
    }

    @Test
    void shouldListASuperAdminThePlatformsAgentsOrThoseOfTheCustomerThatItNames() {
        // When
        Reply own = bridge.get(platform, "/v1.0/agents");
        Reply named = bridge.get(platform, "/v1.0/agents?customer_id=" + acme.id());
        Reply unknown = bridge.get(platform, "/v1.0/agents?customer_id=" + UUID.randomUUID());
        Reply tenants = bridge.get(acme, "/v1.0/agents?customer_id=" + other.id());

        // Then
        assertThat(own.json().path("result").path(0).path("customer_id").asText())
                .isEqualTo(ReadModel.PLATFORM.toString());
        assertThat(named.json().path("result").path(0).path("id").asText())
                .isEqualTo(acme.agentId().toString());
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(tenants.status()).isEqualTo(403);
    }

    @Test
    void shouldShowAnAgentWhole() {
        // When
        Reply reply = bridge.get(acme, "/v1.0/agents/" + acme.guestId());

        // Then
        assertThat(reply.json().path("guest").asBoolean()).isTrue();
        assertThat(reply.json().path("permission").asInt()).isEqualTo(32);
        assertThat(reply.json().path("addresses").path(0).path("target").asText())
                .isEqualTo("+15551234567");
    }
}
