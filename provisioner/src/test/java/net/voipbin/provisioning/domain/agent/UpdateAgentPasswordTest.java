package net.voipbin.provisioning.domain.agent;

import static net.voipbin.provisioning.domain.DecisionAssert.assertThatDecision;
import static net.voipbin.provisioning.domain.Office.NOW;
import static net.voipbin.provisioning.domain.Office.OTHER_PASSWORD_HASH;
import static net.voipbin.provisioning.domain.Office.PASSWORD_HASH;
import static net.voipbin.provisioning.domain.Revisions.updated;
import static net.voipbin.provisioning.domain.Samples.PLATFORM;
import static net.voipbin.provisioning.domain.Samples.SUPER_ADMIN;
import static net.voipbin.provisioning.domain.Samples.as;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.voipbin.provisioning.domain.Agent;
import net.voipbin.provisioning.domain.Change;
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
import org.junit.jupiter.params.provider.ValueSource;

class UpdateAgentPasswordTest {

    private final Office office = new Office();

    @ParameterizedTest
    @ValueSource(strings = {PASSWORD_HASH, OTHER_PASSWORD_HASH})
    void shouldMakeANewRevisionAlsoWhereThePasswordIsTheSame(String hash) {
        // Given
        Agent before = office.clerk();
        // When
        Decision.Applied applied = office.apply(as(before), new UpdateAgentPassword(before.id(), hash));
        // Then
        assertThat(office.clerk()).isEqualTo(updated(before, NOW));
        assertThat(office.clerk().revision()).isEqualTo(before.revision().updated(NOW));
        assertThat(applied.subject()).isEqualTo(office.clerk());
        assertThat(applied.changes())
                .containsExactly(new Change(Happening.UPDATED, Optional.of(before), office.clerk()));
        assertThat(Office.events(applied)).containsExactly("agent_updated");
        assertThat(applied.credentials())
                .containsExactly(
                        new CredentialChange(Resource.Type.AGENT, before.id(), new Credential.PasswordHash(hash)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret-word", "$argon2i$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNo"})
    void shouldRefuseAPasswordThatIsNotHashedByArgon2id(String hash) {
        // Then
        assertThatDecision(office.handle(
                        PLATFORM, new UpdateAgentPassword(office.clerk().id(), hash)))
                .rejectedForField(Reason.INVALID_ARGUMENT, "password");
    }

    @ParameterizedTest
    @CsvSource({
        "0, true, true",
        "16, true, true",
        "64, true, true",
        "80, true, true",
        "32, true, false",
        "112, true, false",
        "1, false, false",
        "17, false, false"
    })
    void shouldAskForTheRightToGrantWhatTheAgentHolds(int held, boolean admin, boolean manager) {
        // Given
        Agent target = office.hire("target@acme.example", held);
        UpdateAgentPassword request = new UpdateAgentPassword(target.id(), OTHER_PASSWORD_HASH);
        // Then
        assertGranted(office.handle(as(office.manager()), request), manager);
        assertGranted(office.handle(as(office.admin()), request), admin);
        assertGranted(office.handle(SUPER_ADMIN, request), true);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16, 17, 32, 64, 112})
    void shouldLetEveryAgentSetItsOwn(int held) {
        // Given
        Agent agent = office.hire("self@acme.example", held);
        // Then
        assertGranted(office.handle(as(agent), new UpdateAgentPassword(agent.id(), OTHER_PASSWORD_HASH)), true);
    }

    @Test
    void shouldProtectTheGuestFromWhoeverAsks() {
        // Given
        UpdateAgentPassword request = new UpdateAgentPassword(office.guest().id(), OTHER_PASSWORD_HASH);
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
