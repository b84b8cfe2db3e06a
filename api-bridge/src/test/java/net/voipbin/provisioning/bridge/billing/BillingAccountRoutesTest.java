package net.voipbin.provisioning.bridge.billing;

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

/** The routes of billing accounts, with a real PostgreSQL behind the bridge. */
class BillingAccountRoutesTest {

    @RegisterExtension
    static final Bridge bridge = new Bridge();

    private Tenant platform;
    private Tenant acme;

    @BeforeEach
    void populate() {
        platform = ReadModel.tenant(ReadModel.PLATFORM, Permission.SUPER_ADMIN);
        acme = ReadModel.tenant(UUID.randomUUID(), Permission.CUSTOMER_ADMIN);
        ReadModel.tenant(UUID.randomUUID(), Permission.CUSTOMER_ADMIN);
    }

    @Test
    void shouldListTheOwnAccountOrAllToASuperAdminWhoAloneSeesTheirStatus() {
        // When
        Reply own = bridge.get(acme, "/v1.0/billing_accounts");
        Reply all = bridge.get(platform, "/v1.0/billing_accounts");
        Reply named = bridge.get(platform, "/v1.0/billing_accounts?customer_id=" + acme.id());
        Reply one = bridge.get(acme, "/v1.0/billing_accounts/" + acme.billingAccountId());

        // Then
        assertThat(own.json().path("result")).hasSize(1);
        assertThat(own.json().path("result").path(0).has("status")).isFalse();
        assertThat(all.json().path("result")).hasSize(3);
        assertThat(all.json().path("result").path(0).path("status").asText()).isEqualTo("active");
        assertThat(named.json().path("result")).hasSize(1);
        assertThat(one.json().path("balance_token").asLong()).isEqualTo(100);
    }
}
