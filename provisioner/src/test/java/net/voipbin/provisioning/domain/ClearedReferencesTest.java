package net.voipbin.provisioning.domain;

import static net.voipbin.provisioning.domain.Samples.CUSTOMER_ID;
import static net.voipbin.provisioning.domain.Samples.NOON;
import static net.voipbin.provisioning.domain.Samples.PLATFORM;
import static net.voipbin.provisioning.domain.Samples.PLATFORM_ID;
import static net.voipbin.provisioning.domain.Samples.command;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.domain.customer.DeleteCustomer;
import org.junit.jupiter.api.Test;

class ClearedReferencesTest {

    private static final Instant LATER = NOON.plusSeconds(60);

    private final UUID gone = UUID.fromString("0793b0a0-7777-7000-8000-00000000000d");
    private final UUID other = UUID.fromString("0893b0a0-8888-7000-8000-00000000000e");

    @Test
    void shouldTakeTheReferenceFromEachThatHasIt() {
        // Given
        Flow referring = flow(other, Optional.of(gone));
        // When
        List<Change> changes = ClearedReferences.changes(situation(flow(gone, Optional.empty()), referring), gone);
        // Then
        assertThat(changes)
                .containsExactly(Change.updated(
                        referring, referring.with(new Flow.Profile("ivr", "", List.of(), Optional.empty())), LATER));
    }

    @Test
    void shouldLeaveWhatGoesItselfAlone() {
        // Given
        Flow selfReferring = flow(gone, Optional.of(gone));
        // Then
        assertThat(ClearedReferences.changes(situation(selfReferring), gone)).isEmpty();
    }

    @Test
    void shouldLeaveWhatRefersToOthersAlone() {
        // Given
        Flow selfReferring = flow(other, Optional.of(other));
        // Then
        assertThat(ClearedReferences.changes(situation(flow(gone, Optional.empty()), selfReferring), gone))
                .isEmpty();
    }

    private static Situation situation(Resource... resources) {
        InMemoryTenant tenant = InMemoryTenant.UNKNOWN;
        for (Resource resource : resources) {
            tenant = tenant.with(resource);
        }
        return new Situation(
                tenant,
                command(PLATFORM, new DeleteCustomer()),
                LATER,
                PLATFORM_ID,
                Periods.USUAL,
                (customer, email) -> "");
    }

    private static Flow flow(UUID id, Optional<UUID> onCompleteFlowId) {
        return new Flow(
                id, CUSTOMER_ID, Revision.first(NOON), new Flow.Profile("ivr", "", List.of(), onCompleteFlowId));
    }
}
