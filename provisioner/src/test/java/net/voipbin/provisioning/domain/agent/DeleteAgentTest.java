package net.voipbin.provisioning.domain.agent;

import static net.voipbin.provisioning.domain.DecisionAssert.assertThatDecision;
import static net.voipbin.provisioning.domain.Office.NOW;
import static net.voipbin.provisioning.domain.Revisions.deleted;
import static net.voipbin.provisioning.domain.Samples.PLATFORM;
import static net.voipbin.provisioning.domain.Samples.SUPER_ADMIN;
import static net.voipbin.provisioning.domain.Samples.as;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.voipbin.provisioning.domain.Agent;
import net.voipbin.provisioning.domain.Change;
import net.voipbin.provisioning.domain.Claim;
import net.voipbin.provisioning.domain.Credential;
import net.voipbin.provisioning.domain.CredentialChange;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Happening;
import net.voipbin.provisioning.domain.Office;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeleteAgentTest {

    private final Office office = new Office();

    @Test
    void shouldEndTheAgentWithItsPassword() {
        // Given
        Agent before = office.clerk();
        // When
        Decision.Applied applied = office.apply(as(office.manager()), new DeleteAgent(before.id()));
        // Then
        Agent after = deleted(before.with(Agent.Status.OFFLINE), NOW);
        assertThat(applied.subject()).isEqualTo(after);
        assertThat(applied.changes()).containsExactly(new Change(Happening.DELETED, Optional.of(before), after));
        assertThat(Office.events(applied)).containsExactly("agent_deleted");
        assertThat(applied.credentials())
                .containsExactly(new CredentialChange(Resource.Type.AGENT, before.id(), new Credential.Removed()));
        assertThat(applied.released()).containsExactly(Claim.agentUsername("clerk@acme.example", before.id()));
        assertThat(office.find(Agent.class, before.id())).isEmpty();
    }

    @Test
    void shouldEndAnAgentOfflineWhateverItDid() {
        // Given
        office.apply(PLATFORM, new UpdateAgentStatus(office.clerk().id(), "busy"));
        // When
        Agent after = (Agent)
                office.apply(PLATFORM, new DeleteAgent(office.clerk().id())).subject();
        // Then
        assertThat(after.status()).isEqualTo(Agent.Status.OFFLINE);
        assertThat(after.revision().tmDelete()).contains(NOW);
        assertThat(after.revision().version()).isEqualTo(3);
    }

    @Test
    void shouldNotFindADeletedAgentAgain() {
        // Given
        Agent clerk = office.clerk();
        office.apply(PLATFORM, new DeleteAgent(clerk.id()));
        // Then
        assertThatDecision(office.handle(PLATFORM, new DeleteAgent(clerk.id()))).rejected(Reason.RESOURCE_NOT_FOUND);
        assertThatDecision(office.handle(as(clerk), new UpdateAgentStatus(clerk.id(), "away")))
                .rejected(Reason.RESOURCE_NOT_FOUND);
    }

    @ParameterizedTest
    @CsvSource({
        "0, true, true",
        "16, true, true",
        "80, true, true",
        "32, true, false",
        "112, true, false",
        "1, false, false",
        "17, false, false"
    })
    void shouldAskForTheRightToGrantWhatTheAgentHolds(int held, boolean admin, boolean manager) {
        // Given
        Agent target = office.hire("target@acme.example", held);
        // Then
        assertGranted(office.handle(as(office.manager()), new DeleteAgent(target.id())), manager);
        Office anew = new Office();
        Agent twin = anew.hire("target@acme.example", held);
        assertGranted(anew.handle(as(anew.admin()), new DeleteAgent(twin.id())), admin);
        Office third = new Office();
        Agent triplet = third.hire("target@acme.example", held);
        assertGranted(third.handle(SUPER_ADMIN, new DeleteAgent(triplet.id())), true);
    }

    @Test
    void shouldLetTheLastAdminBesideTheGuestGo() {
        // When
        Decision decision =
                office.handle(as(office.admin()), new DeleteAgent(office.admin().id()));
        // Then
        assertThat(Office.events(decision)).containsExactly("agent_deleted");
    }

    @Test
    void shouldProtectTheGuestFromWhoeverAsks() {
        // Given
        DeleteAgent request = new DeleteAgent(office.guest().id());
        // Then
        List.of(PLATFORM, SUPER_ADMIN, as(office.admin()), as(office.manager()), as(office.guest()))
                .forEach(actor ->
                        assertThatDecision(office.handle(actor, request)).rejected(Reason.GUEST_AGENT_PROTECTED));
        assertThatDecision(office.handle(as(office.clerk()), request)).rejected(Reason.PERMISSION_DENIED);
    }

    private static void assertGranted(Decision decision, boolean granted) {
        if (granted) {
            assertThat(decision).isInstanceOf(Decision.Applied.class);
        } else {
            assertThatDecision(decision).rejected(Reason.PERMISSION_DENIED);
        }
    }
}
