package net.voipbin.provisioning.bridge.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import net.voipbin.provisioning.bridge.Bridge;
import net.voipbin.provisioning.bridge.Bridge.Reply;
import net.voipbin.provisioning.bridge.ReadModel;
import net.voipbin.provisioning.bridge.ReadModel.Tenant;
import net.voipbin.provisioning.bridge.auth.Permission;
import net.voipbin.provisioning.contract.Command;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Delegation to a guest agent, with a real PostgreSQL behind the bridge. */
class DelegationRoutesTest {

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
    void shouldActAsTheGuestAndNameTheAdminUntilTheAdminLosesItsRights() {
        // Given
        String token = bridge.as(platform, "POST", "/auth/delegate", "{\"customer_id\":\"" + acme.id() + "\"}")
                .json()
                .path("token")
                .asText();

        // When
        Reply written = bridge.send("PUT", "/v1.0/customer?token=" + token, "{\"name\":\"y\"}");
        Reply others = bridge.get("/v1.0/customers/" + other.id() + "?token=" + token);
        ReadModel.execute("update agents set permission = 32 where id = ?", platform.agentId());
        Reply ended = bridge.get("/v1.0/customer?token=" + token);

        // Then
        assertThat(written.status()).isEqualTo(200);
        Command command = bridge.provisioner().published().getFirst();
        assertThat(command.getActor().getAgentId()).isEqualTo(acme.guestId());
        assertThat(command.getActor().getDelegatedBy()).isEqualTo(platform.agentId());
        assertThat(others.status()).isEqualTo(404);
        assertThat(ended.reason()).isEqualTo("INVALID_CREDENTIALS");
    }

    @Test
    void shouldEndADelegatedTokenWithTheAdminsPassword() {
        // Given
        ReadModel.password(platform.id(), platform.agentId(), "hash", 7);
        String token = delegated(Bridge.token(platform, 7));
        Reply before = bridge.get("/v1.0/customer?token=" + token);

        // When
        ReadModel.password(platform.id(), platform.agentId(), "hash", 8);
        Reply after = bridge.get("/v1.0/customer?token=" + token);
        Reply anew = bridge.get("/v1.0/customer?token=" + delegated(Bridge.token(platform, 8)));

        // Then
        assertThat(before.json().path("id").asText()).isEqualTo(acme.id().toString());
        assertThat(after.status()).isEqualTo(401);
        assertThat(after.reason()).isEqualTo("INVALID_CREDENTIALS");
        assertThat(anew.status()).isEqualTo(200);
    }

    @Test
    void shouldEndADelegatedTokenWithTheFirstPasswordWhenTheAdminHadNone() {
        // Given
        String token = delegated(Bridge.token(platform));

        // When
        ReadModel.password(platform.id(), platform.agentId(), "hash", 8);

        // Then
        assertThat(bridge.get("/v1.0/customer?token=" + token).reason()).isEqualTo("INVALID_CREDENTIALS");
    }

    @ParameterizedTest
    @CsvSource({
        "{},MISSING_REQUEST_PARAMETER,400",
        "'{\"customer_id\":\"x\"}',INVALID_ARGUMENT,400",
        "'{\"customer_id\":\"11111111-1111-4111-8111-111111111111\"}',RESOURCE_NOT_FOUND,404"
    })
    void shouldDelegateOnlyForALiveCustomer(String body, String reason, int status) {
        // When
        Reply reply = bridge.as(platform, "POST", "/auth/delegate", body);

        // Then
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.reason()).isEqualTo(reason);
    }

    private String delegated(String adminsToken) {
        return bridge.send(
                        "POST",
                        "/auth/delegate",
                        "{\"customer_id\":\"" + acme.id() + "\"}",
                        "Authorization",
                        "Bearer " + adminsToken)
                .json()
                .path("token")
                .asText();
    }
}
