package net.voipbin.provisioning.bridge.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import net.voipbin.provisioning.bridge.Bridge;
import net.voipbin.provisioning.bridge.Bridge.Reply;
import net.voipbin.provisioning.bridge.ReadModel;
import net.voipbin.provisioning.bridge.ReadModel.Tenant;
import net.voipbin.provisioning.bridge.StandInProvisioner;
import net.voipbin.provisioning.bridge.auth.Permission;
import net.voipbin.provisioning.contract.ActorKind;
import net.voipbin.provisioning.contract.Command;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes and their outcomes, with a real PostgreSQL behind the bridge. */
class CommandGatewayTest {

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
    void shouldNameTheTenantsAgentInItsCommand() {
        // When
        bridge.as(acme, "PUT", "/v1.0/customer", "{\"name\":\"x\",\"unheard_of\":1}");

        // Then
        Command command = bridge.provisioner().published().getFirst();
        assertThat(command.getActor().getKind()).isEqualTo(ActorKind.AGENT);
        assertThat(command.getActor().getAgentId()).isEqualTo(acme.agentId());
        assertThat(command.getCustomerId()).isEqualTo(acme.id());
        assertThat(command.getFingerprint().remaining()).isEqualTo(32);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE"})
    void shouldNotFindAnUnknownIdWithoutACommandWhenTheRequestIsAsynchronous(String method) {
        // When
        Reply reply =
                bridge.as(platform, method, "/v1.0/customers/" + UUID.randomUUID(), "{}", "Prefer", "respond-async");

        // Then
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.reason()).isEqualTo("RESOURCE_NOT_FOUND");
        assertThat(bridge.provisioner().published()).isEmpty();
    }

    @Test
    void shouldSayWhereTheOutcomeWillBeFoundWhenAWriteIsNotDecidedInTime() {
        // Given
        bridge.provisioner().behave(StandInProvisioner.Behaviour.SILENT);

        // When
        Reply undecided = bridge.as(acme, "PUT", "/v1.0/customer", "{\"name\":\"late\"}");
        String location = undecided.header("Location");
        Reply pending = bridge.get(acme, location);
        Reply byOther = bridge.get(other, location);
        Reply bySuperAdmin = bridge.get(platform, location);
        bridge.provisioner().decide(bridge.provisioner().published().getFirst());
        Reply applied = bridge.get(acme, location);
        Reply appliedForSuperAdmin = bridge.get(platform, location);
        Reply appliedForOther = bridge.get(other, location);

        // Then
        assertThat(undecided.status()).isEqualTo(504);
        assertThat(undecided.reason()).isEqualTo("DEADLINE_EXCEEDED");
        assertThat(pending.json().path("status").asText()).isEqualTo("pending");
        assertThat(byOther.status()).isEqualTo(404);
        assertThat(bySuperAdmin.status()).isEqualTo(404);
        assertThat(applied.json().path("status").asText()).isEqualTo("applied");
        assertThat(applied.json().path("resource").path("name").asText()).isEqualTo("late");
        assertThat(appliedForSuperAdmin.status()).isEqualTo(200);
        assertThat(appliedForOther.status()).isEqualTo(404);
    }

    @Test
    void shouldAnswerAWriteOnlyOnceTheReadModelShowsItsEffect() {
        // Given
        bridge.provisioner().leaveProgressBehind();
        CompletableFuture<Reply> write =
                CompletableFuture.supplyAsync(() -> bridge.as(acme, "PUT", "/v1.0/customer", "{\"name\":\"z\"}"));
        Awaitility.await().until(() -> ReadModel.count("command_results") == 1);
        boolean answeredEarly = write.isDone();

        // When
        ReadModel.execute("update customer_progress set change_seq = 2 where customer_id = ?", acme.id());

        // Then
        assertThat(answeredEarly).isFalse();
        assertThat(write.join().status()).isEqualTo(200);
    }

    @Test
    void shouldNotAnnounceAWriteAsDoneWhenItsEffectNeverShows() {
        // Given
        bridge.provisioner().leaveProgressBehind();

        // When
        Reply reply = bridge.as(acme, "PUT", "/v1.0/customer", "{\"name\":\"z\"}");

        // Then
        assertThat(reply.status()).isEqualTo(504);
        assertThat(bridge.get(acme, reply.header("Location"))
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("pending");
    }

    @Test
    void shouldRefuseWritesAtOnceWhenThereIsNoRoomToWait() {
        // Given
        bridge.provisioner().behave(StandInProvisioner.Behaviour.SILENT);

        // When
        List<Reply> replies = IntStream.range(0, Bridge.MAX_WAITING + 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> bridge.as(acme, "PUT", "/v1.0/customer", "{}"),
                        task -> Thread.ofVirtual().start(task)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        // Then
        assertThat(replies).filteredOn(reply -> reply.status() == 504).hasSize(Bridge.MAX_WAITING);
        assertThat(replies)
                .filteredOn(reply -> reply.status() == 503)
                .hasSize(4)
                .allMatch(reply -> reply.header("Retry-After").equals("1"));
        assertThat(bridge.management("/metrics").text()).contains("bridge_waiters_rejected_total 4.0");
    }

    @Test
    void shouldInviteATryAgainWhenACommandIsNotTaken() {
        // Given
        bridge.provisioner().behave(StandInProvisioner.Behaviour.AWAY);

        // When
        Reply away = bridge.as(acme, "PUT", "/v1.0/customer", "{}");
        Reply notReady = bridge.management("/health/ready");
        bridge.provisioner().behave(StandInProvisioner.Behaviour.DECIDES);
        Reply back = bridge.as(acme, "PUT", "/v1.0/customer", "{}");

        // Then
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.header("Retry-After")).isEqualTo("1");
        assertThat(away.header("Location")).isEmpty();
        assertThat(notReady.status()).isEqualTo(503);
        assertThat(back.status()).isEqualTo(200);
    }

    @Test
    void shouldExpectTheVersionOfIfMatchAndRefuseWhatCannotMatch() {
        // When
        bridge.as(acme, "PUT", "/v1.0/customer", "{}", "If-Match", "\"1\"");
        Reply weak = bridge.as(acme, "PUT", "/v1.0/customer", "{}", "If-Match", "W/\"1\"");
        Reply malformed = bridge.as(acme, "PUT", "/v1.0/customer", "{}", "If-Match", "one");

        // Then
        assertThat(bridge.provisioner().published()).hasSize(1);
        assertThat(bridge.provisioner().published().getFirst().getExpectedVersion())
                .isEqualTo(1);
        assertThat(weak.status()).isEqualTo(412);
        assertThat(malformed.reason()).isEqualTo("VERSION_MISMATCH");
    }
}
