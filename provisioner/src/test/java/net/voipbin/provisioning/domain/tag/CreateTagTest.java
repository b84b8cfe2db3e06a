package net.voipbin.provisioning.domain.tag;

import static net.voipbin.provisioning.domain.DecisionAssert.assertThatDecision;
import static net.voipbin.provisioning.domain.Office.NOW;
import static net.voipbin.provisioning.domain.Samples.CUSTOMER_ID;
import static net.voipbin.provisioning.domain.Samples.PLATFORM;
import static net.voipbin.provisioning.domain.Samples.as;
import static org.assertj.core.api.Assertions.assertThat;

import net.voipbin.provisioning.domain.Change;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Office;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Revision;
import net.voipbin.provisioning.domain.Tag;
import org.junit.jupiter.api.Test;

class CreateTagTest {

    private final Office office = new Office();

    @Test
    void shouldCreateTheTagAsAsked() {
        // When
        Decision.Applied applied = office.apply(as(office.manager()), new CreateTag(" Day ", "shift"));
        // Then
        Tag tag = (Tag) applied.subject();
        assertThat(tag).isEqualTo(new Tag(tag.id(), CUSTOMER_ID, Revision.first(NOW), " Day ", "shift"));
        assertThat(applied.changes()).containsExactly(Change.created(tag));
        assertThat(Office.events(applied)).containsExactly("tag_created");
        assertThat(applied.credentials()).isEmpty();
        assertThat(office.find(Tag.class, tag.id())).contains(tag);
    }

    @Test
    void shouldRefuseAnEmptyName() {
        // Then
        assertThatDecision(office.handle(PLATFORM, new CreateTag("", "shift")))
                .rejectedForField(Reason.INVALID_ARGUMENT, "name");
    }

    @Test
    void shouldTakeTheLongestTextsAndNoLongerOnes() {
        // Then
        assertThatDecision(office.handle(PLATFORM, new CreateTag("n".repeat(256), "")))
                .rejectedForField(Reason.INVALID_ARGUMENT, "name");
        assertThatDecision(office.handle(PLATFORM, new CreateTag("n", "d".repeat(65_536))))
                .rejectedForField(Reason.INVALID_ARGUMENT, "detail");
        assertThat(office.handle(PLATFORM, new CreateTag("n".repeat(255), "d".repeat(65_535))))
                .isInstanceOf(Decision.Applied.class);
    }

    @Test
    void shouldRefuseTheNameOfALiveTagButNotInAnotherCase() {
        // Given
        Tag day = office.tag("day");
        // Then
        assertThatDecision(office.handle(PLATFORM, new CreateTag("day", ""))).rejected(Reason.TAG_ALREADY_EXISTS);
        assertThat(office.handle(PLATFORM, new CreateTag("Day", ""))).isInstanceOf(Decision.Applied.class);
        office.apply(PLATFORM, new DeleteTag(day.id()));
        assertThat(office.handle(PLATFORM, new CreateTag("day", ""))).isInstanceOf(Decision.Applied.class);
    }
}
