package net.voipbin.provisioning.domain.agent;

import static net.voipbin.provisioning.domain.DecisionAssert.assertThatDecision;
import static net.voipbin.provisioning.domain.Office.NOW;
import static net.voipbin.provisioning.domain.Revisions.updated;
import static net.voipbin.provisioning.domain.Samples.PLATFORM;
import static net.voipbin.provisioning.domain.Samples.SUPER_ADMIN;
import static net.voipbin.provisioning.domain.Samples.as;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.voipbin.provisioning.domain.Agent;
import net.voipbin.provisioning.domain.Change;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Happening;
import net.voipbin.provisioning.domain.Office;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateAgentPermissionTest {

    private final Office office = new Office();

    @Test
    void shouldGiveTheAgentOtherRights() {
        // Given
        Agent before = office.clerk();
        // When
        Decision.Applied applied = office.apply(as(office.admin()), new UpdateAgentPermission(before.id(), 96));
        // Then
        assertThat(office.clerk()).isEqualTo(updated(before.with(new Permission(96)), NOW));
        assertThat(applied.changes())
                .containsExactly(new Change(Happening.UPDATED, Optional.of(before), office.clerk()));
        assertThat(Office.events(applied)).containsExactly("agent_updated");
        assertThat(applied.credentials()).isEmpty();
    }

    @Test
    void shouldChangeNothingWhereThePermissionIsTheSame() {
        // Given
        Agent clerk = office.clerk();
        // Then
        assertThatDecision(office.handle(as(office.admin()), new UpdateAgentPermission(clerk.id(), 16)))
                .fulfilled(clerk);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 18, 128, -1, Integer.MAX_VALUE})
    void shouldRefuseWhatIsNoSumOfTheBits(int permission) {
        // Then
        assertThatDecision(office.handle(
                        PLATFORM, new UpdateAgentPermission(office.clerk().id(), permission)))
                .rejectedForField(Reason.INVALID_ARGUMENT, "permission");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 16, true, true",
        "16, 0, true, true",
        "16, 80, true, true",
        "64, 0, true, true",
        "16, 32, true, false",
        "32, 16, true, false",
        "32, 32, true, false",
        "96, 64, true, false",
        "16, 1, false, false",
        "1, 0, false, false",
        "33, 32, false, false"
    })
    void shouldAskForTheRightToGrantWhatIsHeldAndWhatIsAdded(int held, int wanted, boolean admin, boolean manager) {
        // Given
        Agent target = office.hire("target@acme.example", held);
        UpdateAgentPermission request = new UpdateAgentPermission(target.id(), wanted);
        // Then
        assertGranted(office.handle(as(office.manager()), request), manager);
        Office anew = new Office();
        Agent twin = anew.hire("target@acme.example", held);
        assertGranted(anew.handle(as(anew.admin()), new UpdateAgentPermission(twin.id(), wanted)), admin);
        assertGranted(office.handle(SUPER_ADMIN, request), true);
    }

    @Test
    void shouldNotLetAManagerMakeItselfAnAdmin() {
        // Given
        Agent manager = office.manager();
        // Then
        assertThatDecision(office.handle(as(manager), new UpdateAgentPermission(manager.id(), 96)))
                .rejected(Reason.PERMISSION_DENIED);
        assertThat(office.handle(as(manager), new UpdateAgentPermission(manager.id(), 80)))
                .isInstanceOf(Decision.Applied.class);
    }

    @Test
    void shouldTakeEffectAtOnce() {
        // Given
        Agent manager = office.manager();
        Request request = new UpdateAgentStatus(office.clerk().id(), "away");
        // When
        office.apply(as(office.admin()), new UpdateAgentPermission(manager.id(), 16));
        // Then
        assertThatDecision(office.handle(as(manager), request)).rejected(Reason.PERMISSION_DENIED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 32, 96, 2})
    void shouldProtectTheGuestFromWhoeverAsks(int permission) {
        // Given
        UpdateAgentPermission request = new UpdateAgentPermission(office.guest().id(), permission);
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
