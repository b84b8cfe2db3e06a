package net.voipbin.provisioning.domain.agent;

import static net.voipbin.provisioning.domain.DecisionAssert.assertThatDecision;
import static net.voipbin.provisioning.domain.Office.NOW;
import static net.voipbin.provisioning.domain.Revisions.updated;
import static net.voipbin.provisioning.domain.Samples.CUSTOMER_ID;
import static net.voipbin.provisioning.domain.Samples.SUPER_ADMIN;
import static net.voipbin.provisioning.domain.Samples.as;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.voipbin.provisioning.domain.Agent;
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
import org.junit.jupiter.params.provider.ValueSource;

class UpdateAgentTest {

    private final Office office = new Office();

    @ParameterizedTest
    @CsvSource({
        "name, Bob, Bob, sits at the front, RINGALL",
        "name, '', '', sits at the front, RINGALL",
        "detail, moved, Ann, moved, RINGALL",
        "ring_method, linear, Ann, sits at the front, LINEAR"
    })
    void shouldChangeTheFieldThatItNamesAndNoOther(
            String field, String value, String name, String detail, Agent.RingMethod ringMethod) {
        // Given
        Agent before = office.clerk();
        // When
        Decision.Applied applied = office.apply(as(office.admin()), update(before, field, value));
        // Then
        assertThat(office.clerk()).isEqualTo(updated(before.with(new Agent.Profile(name, detail, ringMethod)), NOW));
        assertThat(applied.changes())
                .containsExactly(new Change(Happening.UPDATED, Optional.of(before), office.clerk()));
        assertThat(Office.events(applied)).containsExactly("agent_updated");
        assertThat(office.clerk().revision().version()).isEqualTo(2);
        assertThat(office.clerk().revision().tmUpdate()).contains(NOW);
    }

    @Test
    void shouldChangeNothingWhereNothingIsNamedOrAllIsAsBefore() {
        // Given
        Agent clerk = office.clerk();
        // Then
        assertThatDecision(office.handle(
                        as(clerk),
                        new UpdateAgent(clerk.id(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of())))
                .fulfilled(clerk);
        assertThatDecision(office.handle(
                        as(clerk),
                        new UpdateAgent(
                                clerk.id(),
                                Optional.of(clerk.profile().name()),
                                Optional.of(clerk.profile().detail()),
                                Optional.of("ringall"),
                                Map.of())))
                .fulfilled(clerk);
    }

    @Test
    void shouldTakeTheLongestTextsAndNoLongerOnes() {
        // Given
        Agent clerk = office.clerk();
        // Then
        assertThatDecision(office.handle(as(clerk), update(clerk, "name", "n".repeat(256))))
                .rejectedForField(Reason.INVALID_ARGUMENT, "name");
        assertThatDecision(office.handle(as(clerk), update(clerk, "detail", "d".repeat(65_536))))
                .rejectedForField(Reason.INVALID_ARGUMENT, "detail");
        assertThat(office.handle(as(clerk), update(clerk, "name", "n".repeat(255))))
                .isInstanceOf(Decision.Applied.class);
        assertThat(office.handle(as(clerk), update(clerk, "detail", "d".repeat(65_535))))
                .isInstanceOf(Decision.Applied.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "LINEAR", "random"})
    void shouldRefuseAnUnknownRingMethod(String ringMethod) {
        // Then
        assertThatDecision(office.handle(SUPER_ADMIN, update(office.clerk(), "ring_method", ringMethod)))
                .rejectedForField(Reason.INVALID_RING_METHOD, "ring_method");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "username|\"boss@acme.example\"",
                "status|\"busy\"",
                "permission|32",
                "permission|\"16\"",
                "tag_ids|[\"0993b0a0-9999-7000-8000-00000000000f\"]",
                "addresses|[{}]",
                "guest|true",
                "password|\"secret-word\"",
                "id|\"0993b0a0-9999-7000-8000-00000000000f\"",
                "customer_id|null",
                "tm_create|null",
                "tm_update|\"2026-11-24T12:00:00Z\"",
                "tm_delete|\"2026-11-24T12:00:00Z\""
            })
    void shouldRefuseAnotherValueForALockedFieldWhoeverAsks(String field, String json) {
        // Given
        Agent clerk = office.clerk();
        // Then
        assertThatDecision(office.handle(SUPER_ADMIN, locked(clerk, Map.of(field, json))))
                .rejectedWith(Reason.LOCKED_FIELD, Map.of("fields", new Rejection.Detail.Texts(List.of(field))));
    }

    @Test
    void shouldTakeBackAnAgentAsItWasGot() {
        // Given
        Tag day = office.tag("day");
        Agent clerk = office.clerk();
        office.apply(
                SUPER_ADMIN, new UpdateAgentTagIds(clerk.id(), List.of(day.id().toString())));
        office.apply(
                SUPER_ADMIN,
                new UpdateAgentAddresses(clerk.id(), List.of(new NamedAddress("sip", "a@b", "t", "n", "d"))));
        Map<String, String> got = Map.ofEntries(
                Map.entry("id", "\"" + clerk.id() + "\""),
                Map.entry("customer_id", "\"" + CUSTOMER_ID + "\""),
                Map.entry("username", "\"clerk@acme.example\""),
                Map.entry("status", "\"offline\""),
                Map.entry("permission", "16"),
                Map.entry("tag_ids", "[\"" + day.id() + "\"]"),
                Map.entry(
                        "addresses",
                        "[{\"detail\":\"d\",\"name\":\"n\",\"target\":\"a@b\",\"target_name\":\"t\",\"type\":\"sip\"}]"),
                Map.entry("guest", "false"),
                Map.entry("tm_create", "\"2026-11-24T12:00:00.000001Z\""),
                Map.entry("tm_update", "\"2026-11-24T12:01:00.000001Z\""),
                Map.entry("tm_delete", "null"));
        // When
        Decision decision = office.handle(
                as(clerk), new UpdateAgent(clerk.id(), Optional.of("Bob"), Optional.empty(), Optional.empty(), got));
        // Then
        assertThat(Office.events(decision)).containsExactly("agent_updated");
        assertThat(office.clerk().profile().name()).isEqualTo("Bob");
    }

    @Test
    void shouldLetTheGuestsNameDetailAndRingMethodBeChanged() {
        // Given
        Agent guest = office.guest();
        // When
        office.apply(
                as(office.manager()),
                new UpdateAgent(guest.id(), Optional.of("help"), Optional.of("d"), Optional.of("linear"), Map.of()));
        // Then
        assertThat(office.guest())
                .isEqualTo(updated(guest.with(new Agent.Profile("help", "d", Agent.RingMethod.LINEAR)), NOW));
    }

    private static UpdateAgent update(Agent agent, String field, String value) {
        return new UpdateAgent(
                agent.id(),
                Optional.of(value).filter(present -> field.equals("name")),
                Optional.of(value).filter(present -> field.equals("detail")),
                Optional.of(value).filter(present -> field.equals("ring_method")),
                Map.of());
    }

    private static UpdateAgent locked(Agent agent, Map<String, String> locked) {
        return new UpdateAgent(agent.id(), Optional.of("Bob"), Optional.empty(), Optional.empty(), locked);
    }
}
