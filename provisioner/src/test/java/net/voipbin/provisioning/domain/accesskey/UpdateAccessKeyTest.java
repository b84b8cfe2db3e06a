package net.voipbin.provisioning.domain.accesskey;

import static net.voipbin.provisioning.domain.DecisionAssert.assertThatDecision;
import static net.voipbin.provisioning.domain.Office.NOW;
import static net.voipbin.provisioning.domain.Revisions.updated;
import static net.voipbin.provisioning.domain.Samples.PLATFORM;
import static net.voipbin.provisioning.domain.Samples.as;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.voipbin.provisioning.domain.AccessKey;
import net.voipbin.provisioning.domain.Change;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Happening;
import net.voipbin.provisioning.domain.Office;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateAccessKeyTest {

    private final Office office = new Office();
    private final AccessKey key = office.accessKey();

    @ParameterizedTest
    @CsvSource({
        "name, bot, bot, at night",
        "name, '', '', at night",
        "detail, by day, robot, by day",
        "detail, '', robot, ''"
    })
    void shouldChangeTheFieldThatItNamesAndNoOther(String field, String value, String name, String detail) {
        // When
        Decision.Applied applied = office.apply(as(office.admin()), update(field, value));
        // Then
        AccessKey after = office.find(AccessKey.class, key.id()).orElseThrow();
        assertThat(after).isEqualTo(updated(key.with(name, detail), NOW));
        assertThat(applied.changes()).containsExactly(new Change(Happening.UPDATED, Optional.of(key), after));
        assertThat(Office.events(applied)).containsExactly("accesskey_updated");
        assertThat(applied.credentials()).isEmpty();
    }

    @Test
    void shouldChangeNothingWhereNothingIsNamedOrAllIsAsBefore() {
        // Then
        assertThatDecision(office.handle(PLATFORM, update("none", ""))).fulfilled(key);
        assertThatDecision(office.handle(PLATFORM, update("name", "robot"))).fulfilled(key);
        assertThatDecision(office.handle(PLATFORM, update("detail", "at night")))
                .fulfilled(key);
    }

    @Test
    void shouldRefuseTextsThatAreTooLong() {
        // Then
        assertThatDecision(office.handle(PLATFORM, update("name", "n".repeat(256))))
                .rejectedForField(Reason.INVALID_ARGUMENT, "name");
        assertThatDecision(office.handle(PLATFORM, update("detail", "d".repeat(65_536))))
                .rejectedForField(Reason.INVALID_ARGUMENT, "detail");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "token|\"vb_12345678901234567890123456789012\"",
                "token_prefix|\"vb_87654321\"",
                "tm_expire|\"2036-11-24T12:00:00Z\""
            })
    void shouldRefuseAnotherValueForALockedField(String field, String json) {
        // Then
        assertThatDecision(office.handle(PLATFORM, locked(Map.of(field, json))))
                .rejectedWith(Reason.LOCKED_FIELD, Map.of("fields", new Rejection.Detail.Texts(List.of(field))));
    }

    @Test
    void shouldTakeThePresentValuesOfLockedFields() {
        // When
        Decision decision = office.handle(
                PLATFORM,
                locked(Map.of(
                        "id", "\"" + key.id() + "\"",
                        "token_prefix", "\"vb_12345678\"",
                        "tm_expire", "\"2026-11-25T12:01:00.000001Z\"")));
        // Then
        assertThat(Office.events(decision)).containsExactly("accesskey_updated");
    }

    private UpdateAccessKey update(String field, String value) {
        return new UpdateAccessKey(
                key.id(),
                Optional.of(value).filter(present -> field.equals("name")),
                Optional.of(value).filter(present -> field.equals("detail")),
                Map.of());
    }

    private UpdateAccessKey locked(Map<String, String> locked) {
        return new UpdateAccessKey(key.id(), Optional.of("bot"), Optional.empty(), locked);
    }
}
