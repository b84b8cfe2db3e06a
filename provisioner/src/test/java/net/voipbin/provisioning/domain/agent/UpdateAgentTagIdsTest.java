package net.voipbin.provisioning.domain.agent;

import static net.voipbin.provisioning.domain.DecisionAssert.assertThatDecision;
import static net.voipbin.provisioning.domain.Office.NOW;
import static net.voipbin.provisioning.domain.Revisions.updated;
import static net.voipbin.provisioning.domain.Samples.PLATFORM;
import static net.voipbin.provisioning.domain.Samples.as;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import net.voipbin.provisioning.domain.Agent;
import net.voipbin.provisioning.domain.Change;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Happening;
import net.voipbin.provisioning.domain.Office;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.tag.DeleteTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateAgentTagIdsTest {

    private final Office office = new Office();
    private final UUID day = office.tag("day").id();
    private final UUID night = office.tag("night").id();

    @Test
    void shouldReplaceTheTagsInTheOrderOfFirstMention() {
        // Given
        office.apply(PLATFORM, tags(office.clerk(), day.toString()));
        Agent before = office.clerk();
        // When
        Decision.Applied applied = office.apply(
                as(office.manager()),
                tags(before, night.toString().toUpperCase(Locale.ROOT), day.toString(), night.toString()));
        // Then
        assertThat(office.clerk()).isEqualTo(updated(before.withTagIds(List.of(night, day)), NOW));
        assertThat(applied.changes())
                .containsExactly(new Change(Happening.UPDATED, Optional.of(before), office.clerk()));
        assertThat(Office.events(applied)).containsExactly("agent_updated");
    }

    @Test
    void shouldChangeNothingWhereTheTagsAreTheSame() {
        // Given
        office.apply(PLATFORM, tags(office.clerk(), day.toString(), night.toString()));
        Agent clerk = office.clerk();
        // Then
        assertThatDecision(office.handle(PLATFORM, tags(clerk, day.toString(), night.toString(), day.toString())))
                .fulfilled(clerk);
        assertThatDecision(office.handle(PLATFORM, tags(office.intern()))).fulfilled(office.intern());
    }

    @Test
    void shouldTakeAllTagsAway() {
        // Given
        office.apply(PLATFORM, tags(office.clerk(), day.toString()));
        // When
        office.apply(PLATFORM, tags(office.clerk()));
        // Then
        assertThat(office.clerk().tagIds()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "day", "1-1-1-1-1", "00000000-0000-0000-0000-000000000000"})
    void shouldRefuseIdsThatAreMalformed(String tagId) {
        // Then
        assertThatDecision(office.handle(PLATFORM, tags(office.clerk(), day.toString(), tagId)))
                .rejectedForField(Reason.INVALID_TAG_IDS, "tag_ids");
    }

    @Test
    void shouldRefuseTagsThatDoNotLiveAndIdsOfOtherThings() {
        // Given
        office.apply(PLATFORM, new DeleteTag(night));
        // Then
        Stream.of(night, office.clerk().id(), UUID.fromString("0993b0a0-9999-7000-8000-00000000000f"))
                .forEach(id -> assertThatDecision(
                                office.handle(PLATFORM, tags(office.clerk(), day.toString(), id.toString())))
                        .rejectedForField(Reason.REFERENCE_INVALID, "tag_ids"));
    }

    @Test
    void shouldTagTheGuestToo() {
        // When
        office.apply(as(office.manager()), tags(office.guest(), day.toString()));
        // Then
        assertThat(office.guest().tagIds()).containsExactly(day);
    }

    private static UpdateAgentTagIds tags(Agent agent, String... tagIds) {
        return new UpdateAgentTagIds(agent.id(), List.of(tagIds));
    }
}
