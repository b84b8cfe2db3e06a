package net.voipbin.provisioning.bridge.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import net.voipbin.provisioning.bridge.Bridge;
import net.voipbin.provisioning.bridge.Bridge.Reply;
import net.voipbin.provisioning.bridge.ReadModel;
import net.voipbin.provisioning.bridge.ReadModel.Tenant;
import net.voipbin.provisioning.bridge.StandInProvisioner;
import net.voipbin.provisioning.bridge.auth.Permission;
import net.voipbin.provisioning.contract.Command;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Idempotency keys, with a real PostgreSQL behind the bridge. */
class IdempotencyTest {

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
    void shouldGiveTheSameAnswerOfOneCommandWhenKeyAndBodyAreTheSameEvenInAnotherSpelling() {
        // When
        Reply first = bridge.as(
                platform,
                "POST",
                "/v1.0/customers",
                "{\"name\":\"N\",\"email\":\"n@n.example\"}",
                "Idempotency-Key",
                "k1");
        Reply second = bridge.as(
                platform,
                "POST",
                "/v1.0/customers",
                "{ \"email\": \"n@n.example\", \"name\": \"\\u004e\" }",
                "Idempotency-Key",
                "k1");

        // Then
        assertThat(first.status()).isEqualTo(200);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(bridge.provisioner().published()).hasSize(1);
    }

    @Test
    void shouldRefuseAKeyWhenItComesWithAnotherBody() {
        // Given
        bridge.as(acme, "PUT", "/v1.0/customer", "{\"name\":\"a\"}", "Idempotency-Key", "k2");

        // When
        Reply reply = bridge.as(acme, "PUT", "/v1.0/customer", "{\"name\":\"b\"}", "Idempotency-Key", "k2");

        // Then
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.reason()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(bridge.provisioner().published()).hasSize(1);
    }

    @Test
    void shouldRefuseAReusedKeyWhenItsCreationChoosesAnotherId() {
        // Given
        String body = "{\"email\":\"n@n.example\",\"id\":\"%s\"}";
        bridge.as(platform, "POST", "/v1.0/customers", body.formatted(UUID.randomUUID()), "Idempotency-Key", "k3");

        // When
        Reply reply = bridge.as(
                platform, "POST", "/v1.0/customers", body.formatted(UUID.randomUUID()), "Idempotency-Key", "k3");

        // Then
        assertThat(reply.status()).isEqualTo(422);
    }

    @Test
    void shouldLetOnlyTheDecidedRequestSucceedWhenTwoShareAKeyAtTheSameTime() {
        // Given
        bridge.provisioner().behave(StandInProvisioner.Behaviour.SILENT);
        CompletableFuture<Reply> first = CompletableFuture.supplyAsync(
                () -> bridge.as(acme, "PUT", "/v1.0/customer", "{\"name\":\"a\"}", "Idempotency-Key", "k7"));
        Awaitility.await().until(() -> bridge.provisioner().published().size() == 1);
        CompletableFuture<Reply> second = CompletableFuture.supplyAsync(
                () -> bridge.as(acme, "PUT", "/v1.0/customer", "{\"name\":\"b\"}", "Idempotency-Key", "k7"));
        Awaitility.await().until(() -> bridge.provisioner().published().size() == 2);

        // When
        bridge.provisioner().decide(bridge.provisioner().published().getFirst());

        // Then
        assertThat(first.join().status()).isEqualTo(200);
        assertThat(second.join().reason()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void shouldRefuseAnAsynchronousRequestWhenItsKeyIsThatOfAnotherUnderWay() {
        // Given
        bridge.provisioner().behave(StandInProvisioner.Behaviour.SILENT);
        bridge.as(
                acme, "PUT", "/v1.0/customer", "{\"name\":\"a\"}", "Idempotency-Key", "k9", "Prefer", "respond-async");
        CompletableFuture<Reply> second = CompletableFuture.supplyAsync(() -> bridge.as(
                acme, "PUT", "/v1.0/customer", "{\"name\":\"b\"}", "Idempotency-Key", "k9", "Prefer", "respond-async"));
        Awaitility.await().until(() -> bridge.provisioner().published().size() == 2);

        // When
        bridge.provisioner().decide(bridge.provisioner().published().getFirst());

        // Then
        assertThat(second.join().reason()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void shouldNotWaitForADecisionThatDoesNotComeWhenARequestWithAKeyIsAsynchronous() {
        // Given
        bridge.provisioner().behave(StandInProvisioner.Behaviour.SILENT);

        // When
        Reply reply =
                bridge.as(acme, "PUT", "/v1.0/customer", "{}", "Idempotency-Key", "k10", "Prefer", "respond-async");

        // Then
        assertThat(reply.status()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "respond-async"})
    void shouldNotUseUpAKeyWhenTheBridgeItselfDoesNotFindTheId(String preference) {
        // Given
        UUID tag = UUID.randomUUID();
        String path = "/v1.0/tags/" + tag;

        // When
        Reply unknown = bridge.as(acme, "DELETE", path, "", "Idempotency-Key", "k12", "Prefer", preference);
        Reply unknownToSuperAdmin =
                bridge.as(platform, "DELETE", path, "", "Idempotency-Key", "k12", "Prefer", preference);

        // Then
        assertThat(unknown.reason()).isEqualTo("RESOURCE_NOT_FOUND");
        assertThat(unknownToSuperAdmin.reason()).isEqualTo("RESOURCE_NOT_FOUND");
        assertThat(bridge.provisioner().published()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldGiveARepeatedDeletionItsFirstAnswerWhenTheRowGoesBeforeTheResultShows(boolean superAdmin) {
        // Given
        Tenant caller = superAdmin ? platform : acme;
        UUID tag = ReadModel.belongings(acme).tagId();
        String path = "/v1.0/tags/" + tag;
        bridge.provisioner().behave(StandInProvisioner.Behaviour.SILENT);
        bridge.as(caller, "DELETE", path, "", "Idempotency-Key", "k11", "Prefer", "respond-async");
        Command first = bridge.provisioner().published().getFirst();
        ReadModel.execute("delete from tags where id = ?", tag);
        CompletableFuture<Reply> repeated =
                CompletableFuture.supplyAsync(() -> bridge.as(caller, "DELETE", path, "", "Idempotency-Key", "k11"));
        Awaitility.await()
                .pollInterval(Duration.ofMillis(10))
                .until(() -> bridge.management("/metrics").text().contains("bridge_requests_active 1.0"));

        // When
        bridge.provisioner().refuse("STATE_INVALID", Map.of());
        bridge.provisioner().decide(first);

        // Then
        assertThat(repeated.join().reason()).isEqualTo("STATE_INVALID");
        assertThat(bridge.provisioner().published()).containsExactly(first);
    }

    @Test
    void shouldRefuseAReusedKeyWhenTheRowIsGone() {
        // Given
        UUID tag = ReadModel.belongings(acme).tagId();
        String path = "/v1.0/tags/" + tag;
        bridge.as(acme, "PUT", path, "{\"name\":\"a\"}", "Idempotency-Key", "k13");
        ReadModel.execute("delete from tags where id = ?", tag);

        // When
        Reply reply = bridge.as(acme, "PUT", path, "{\"name\":\"b\"}", "Idempotency-Key", "k13");

        // Then
        assertThat(reply.reason()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void shouldAnswerTheCustomerAsItIsNowWhenTheResultWasErasedWithIt() {
        // Given
        String path = "/v1.0/customers/" + acme.id();
        bridge.as(platform, "DELETE", path, "", "Idempotency-Key", "k8");
        ReadModel.execute("update command_results set result = null");

        // When
        Reply reply = bridge.as(platform, "DELETE", path, "", "Idempotency-Key", "k8");

        // Then
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("status").asText()).isEqualTo("deleted");
        assertThat(bridge.provisioner().published()).hasSize(1);
    }

    @Test
    void shouldNotShareKeysBetweenCallers() {
        // When
        bridge.as(acme, "PUT", "/v1.0/customer", "{\"name\":\"a\"}", "Idempotency-Key", "k4");
        Reply reply = bridge.as(other, "PUT", "/v1.0/customer", "{\"name\":\"b\"}", "Idempotency-Key", "k4");

        // Then
        assertThat(reply.status()).isEqualTo(200);
        assertThat(bridge.provisioner().published()).hasSize(2);
    }

    @Test
    void shouldRememberARefusalWithItsDetails() {
        // Given
        bridge.provisioner().refuse("LOCKED_FIELD", Map.of("fields", List.of("status")));

        // When
        Reply first = bridge.as(acme, "PUT", "/v1.0/customer", "{\"status\":\"x\"}", "Idempotency-Key", "k5");
        Reply second = bridge.as(acme, "PUT", "/v1.0/customer", "{\"status\":\"x\"}", "Idempotency-Key", "k5");

        // Then
        assertThat(first.status()).isEqualTo(400);
        assertThat(first.json()
                        .path("error")
                        .path("details")
                        .path("fields")
                        .path(0)
                        .asText())
                .isEqualTo("status");
        assertThat(withoutRequestId(second)).isEqualTo(withoutRequestId(first));
        assertThat(bridge.provisioner().published()).hasSize(1);
    }

    private static String withoutRequestId(Reply reply) {
        return reply.text().replaceAll("\"request_id\":\"[^\"]*\"", "");
    }
}
