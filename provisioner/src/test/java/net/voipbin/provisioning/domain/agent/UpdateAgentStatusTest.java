package net.voipbin.provisioning.domain.agent;

import static net.voipbin.provisioning.domain.DecisionAssert.assertThatDecision;
import static net.voipbin.provisioning.domain.Office.NOW;
import static net.voipbin.provisioning.domain.Revisions.updated;
import static net.voipbin.provisioning.domain.Samples.PLATFORM;
import static net.voipbin.provisioning.domain.Samples.as;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.voipbin.provisioning.domain.Agent;
import net.voipbin.provisioning.domain.Change;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Happening;
import net.voipbin.provisioning.domain.Office;
import net.voipbin.provisioning.domain.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateAgentStatusTest {

    private final Office office = new Office();

    @ParameterizedTest
    @CsvSource({"available, AVAILABLE", "away, AWAY", "busy, BUSY", "ringing, RINGING"})
    void shouldTellTheNewStatusInAnEventOfItsOwn(String status, Agent.Status expected) {
        // Given
        Agent before = office.clerk();
        // When
        Decision.Applied applied = office.apply(as(before), new UpdateAgentStatus(before.id(), status));
        // Then
        assertThat(office.clerk()).isEqualTo(updated(before.with(expected), NOW));
        assertThat(applied.changes())
                .containsExactly(new Change(Happening.STATUS_UPDATED, Optional.of(before), office.clerk()));
        assertThat(Office.events(applied)).containsExactly("agent_status_updated");
    }

    @Test
    void shouldGoOfflineAgain() {
        // Given
        office.apply(PLATFORM, new UpdateAgentStatus(office.clerk().id(), "available"));
        // When
        office.apply(PLATFORM, new UpdateAgentStatus(office.clerk().id(), "offline"));
        // Then
        assertThat(office.clerk().status()).isEqualTo(Agent.Status.OFFLINE);
    }

    @Test
    void shouldChangeNothingWhereTheStatusIsTheSame() {
        // Given
        Agent clerk = office.clerk();
        // Then
        assertThatDecision(office.handle(as(clerk), new UpdateAgentStatus(clerk.id(), "offline")))
                .fulfilled(clerk);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AVAILABLE", "asleep", "away "})
    void shouldRefuseAnUnknownStatus(String status) {
        // Then
        assertThatDecision(office.handle(
                        PLATFORM, new UpdateAgentStatus(office.clerk().id(), status)))
                .rejectedForField(Reason.INVALID_ARGUMENT, "status");
    }

    @Test
    void shouldChangeTheGuestsStatusToo() {
        // When
        office.apply(as(office.guest()), new UpdateAgentStatus(office.guest().id(), "busy"));
        // Then
        assertThat(office.guest().status()).isEqualTo(Agent.Status.BUSY);
    }
}
