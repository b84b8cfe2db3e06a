package net.voipbin.provisioning.domain.tag;

import static net.voipbin.provisioning.domain.DecisionAssert.assertThatDecision;
import static net.voipbin.provisioning.domain.Office.NOW;
import static net.voipbin.provisioning.domain.Revisions.updated;
import static net.voipbin.provisioning.domain.Samples.CUSTOMER_ID;
import static net.voipbin.provisioning.domain.Samples.PLATFORM;
import static net.voipbin.provisioning.domain.Samples.as;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.voipbin.provisioning.domain.Change;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Happening;
import net.voipbin.provisioning.domain.Office;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateTagTest {

    private final Office office = new Office();
    private final Tag day = office.tag("day");

    @ParameterizedTest
    @CsvSource({"name, night, night, ''", "name, Day, Day, ''", "detail, shift, day, shift"})
    void shouldChangeTheFieldThatItNamesAndNoOther(String field, String value, String name, String detail) {
        // When
        Decision.Applied applied = office.apply(as(office.manager()), update(field, value));
        // Then
        Tag after = office.find(Tag.class, day.id()).orElseThrow();
        assertThat(after).isEqualTo(updated(day.with(name, detail), NOW));
        assertThat(applied.changes()).containsExactly(new Change(Happening.UPDATED, Optional.of(day), after));
        assertThat(Office.events(applied)).containsExactly("tag_updated");
    }

    @Test
    void shouldChangeNothingWhereNothingIsNamedOrAllIsAsBefore() {
        // Then
        assertThatDecision(office.handle(PLATFORM, update("none", ""))).fulfilled(day);
        assertThatDecision(office.handle(PLATFORM, update("name", "day"))).fulfilled(day);
        assertThatDecision(office.handle(PLATFORM, update("detail", ""))).fulfilled(day);
    }

    @Test
    void shouldRefuseAnEmptyNameAndTextsThatAreTooLong() {
        // Then
        assertThatDecision(office.handle(PLATFORM, update("name", "")))
                .rejectedForField(Reason.INVALID_ARGUMENT, "name");
        assertThatDecision(office.handle(PLATFORM, update("name", "n".repeat(256))))
                .rejectedForField(Reason.INVALID_ARGUMENT, "name");
        assertThatDecision(office.handle(PLATFORM, update("detail", "d".repeat(65_536))))
                .rejectedForField(Reason.INVALID_ARGUMENT, "detail");
    }

    @Test
    void shouldRefuseTheNameOfAnotherTagAndTakeItOnceThatHasAnother() {
        // Given
        Tag night = office.tag("night");
        // Then
        assertThatDecision(office.handle(PLATFORM, update("name", "night"))).rejected(Reason.TAG_ALREADY_EXISTS);
        office.apply(PLATFORM, new UpdateTag(night.id(), Optional.of("late"), Optional.empty(), Map.of()));
        assertThat(Office.events(office.handle(PLATFORM, update("name", "night"))))
                .containsExactly("tag_updated");
    }

    @Test
    void shouldRefuseAnotherValueForALockedFieldAndTakeThePresentOne() {
        // Given
        Map<String, String> present = Map.of(
                "id",
                "\"" + day.id() + "\"",
                "customer_id",
                "\"" + CUSTOMER_ID + "\"",
                "tm_update",
                "null",
                "color",
                "\"red\"");
        // Then
        assertThatDecision(
                        office.handle(PLATFORM, locked(Map.of("id", "\"x\"", "tm_delete", "\"2026-11-24T12:00:00Z\""))))
                .rejectedWith(
                        Reason.LOCKED_FIELD, Map.of("fields", new Rejection.Detail.Texts(List.of("id", "tm_delete"))));
        assertThat(office.handle(PLATFORM, locked(present))).isInstanceOf(Decision.Applied.class);
    }

    private UpdateTag update(String field, String value) {
        return new UpdateTag(
                day.id(),
                Optional.of(value).filter(present -> field.equals("name")),
                Optional.of(value).filter(present -> field.equals("detail")),
                Map.of());
    }

    private UpdateTag locked(Map<String, String> locked) {
        return new UpdateTag(day.id(), Optional.of("night"), Optional.empty(), locked);
    }
}
