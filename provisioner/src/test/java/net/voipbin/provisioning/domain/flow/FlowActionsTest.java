package net.voipbin.provisioning.domain.flow;

import static net.voipbin.provisioning.domain.DecisionAssert.assertThatDecision;
import static net.voipbin.provisioning.domain.TenantAtWork.ADMIN;
import static net.voipbin.provisioning.domain.TenantAtWork.subject;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Flow;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.TenantAtWork;
import net.voipbin.provisioning.domain.text.NamedId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowActionsTest {

    private static final UUID STEP = UUID.fromString("0593b0a0-5555-7abc-8000-00000000000e");
    private static final String NIL = "00000000-0000-0000-0000-000000000000";

    private static final List<String> CATALOGUE =
            List.of(("amd answer ai_summary ai_talk ai_task beep block branch call case_create condition_call_digits"
                            + " condition_call_status condition_datetime condition_variable confbridge_join"
                            + " conference_join connect conversation_send digits_receive digits_send echo email_send"
                            + " external_media_start external_media_stop fetch fetch_flow goto hangup message_send"
                            + " mute play queue_join recording_start recording_stop sleep stop stream_echo talk"
                            + " transcribe_start transcribe_stop transcribe_recording variable_set webhook_send")
                    .split(" "));

    @Test
    void shouldTakeEveryTypeOfTheCatalogue() {
        // Given
        List<NamedFlowAction> actions = CATALOGUE.stream()
                .map(type -> new NamedFlowAction("", "", type, ""))
                .toList();
        // Then
        assertThat(made(actions)).extracting(Flow.Action::type).isEqualTo(CATALOGUE);
        assertThat(CATALOGUE).hasSize(43);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dance", "Answer", "answer ", "flow"})
    void shouldRefuseAnotherType(String type) {
        // Then
        assertRefused(Reason.INVALID_ACTION_TYPE, action("a", ""), new NamedFlowAction("b", "", type, ""));
    }

    @Test
    void shouldTakeAThousandActionsAndNotOneMore() {
        // Then
        NamedFlowAction one = action("", "");
        assertThat(made(Collections.nCopies(1_000, one)))
                .hasSize(1_000)
                .extracting(Flow.Action::id)
                .doesNotHaveDuplicates();
        assertThatDecision(create(Collections.nCopies(1_001, one)))
                .rejectedForField(Reason.INVALID_ARGUMENT, "actions");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"b\":1, \"a\":1.0}", "[1]", "\"x\"", "null", " {} "})
    void shouldKeepAnOptionAsItWasGiven(String option) {
        // Then
        assertThat(made(List.of(new NamedFlowAction("", "", "talk", option))))
                .extracting(Flow.Action::option)
                .containsExactly(option);
    }

    @Test
    void shouldTakeNoOptionForAnEmptyOne() {
        // Then
        assertThat(made(List.of(new NamedFlowAction("", "", "talk", ""))))
                .extracting(Flow.Action::option)
                .containsExactly("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "{", "{\"a\":}", "text", "\"\\u0000\"", "\"\0\"", "\"\ud800\""})
    void shouldRefuseAnOptionThatIsNoJson(String option) {
        // Then
        assertRefused(
                Reason.INVALID_ARGUMENT,
                new NamedFlowAction("", "", "talk", "{}"),
                new NamedFlowAction("", "", "talk", option));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", NIL, "first", "1", "0593b0a0"})
    void shouldReplaceAnIdThatIsMissingOrNoUuid(String id) {
        // When
        List<Flow.Action> actions = made(List.of(action(id, "")));
        // Then
        assertThat(actions.getFirst().id()).isNotEqualTo(NamedId.NIL);
        assertThat(actions.getFirst().id().version()).isEqualTo(8);
    }

    @Test
    void shouldKeepAnIdThatIsAUuid() {
        // Then
        assertThat(made(List.of(action(STEP.toString().toUpperCase(Locale.ROOT), ""))))
                .containsExactly(new Flow.Action(STEP, Optional.empty(), "talk", "{}"));
    }

    @Test
    void shouldMakeTheSameIdsWhenTheCommandIsDecidedAgain() {
        // Given
        List<NamedFlowAction> actions = List.of(action("", ""), action("x", ""), action(NIL, ""));
        // Then
        assertThat(made(actions))
                .isEqualTo(made(actions))
                .extracting(Flow.Action::id)
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldMakeOtherIdsForAnotherCommand() {
        // Given
        TenantAtWork tenant = new TenantAtWork();
        CreateFlow create = new CreateFlow("flow", "", "", List.of(action("", "")), "");
        // Then
        assertThat(subject(Flow.class, tenant.by(ADMIN, create)).profile().actions())
                .isNotEqualTo(
                        subject(Flow.class, tenant.by(ADMIN, create)).profile().actions());
    }

    @Test
    void shouldLetANextIdFollowTheReplacedId() {
        // When
        List<Flow.Action> actions = made(List.of(action("first", "last"), action("last", "first")));
        // Then
        assertThat(actions.get(0).nextId()).contains(actions.get(1).id());
        assertThat(actions.get(1).nextId()).contains(actions.get(0).id());
    }

    @Test
    void shouldLetAnActionNameItselfAsTheNext() {
        // When
        List<Flow.Action> actions = made(List.of(action("first", "first")));
        // Then
        assertThat(actions.getFirst().nextId()).contains(actions.getFirst().id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", NIL})
    void shouldTakeTheEmptyTextAndTheNilIdForNoNext(String next) {
        // Then
        assertThat(made(List.of(action("", ""), action("first", next))))
                .extracting(Flow.Action::nextId)
                .containsExactly(Optional.empty(), Optional.empty());
    }

    @Test
    void shouldKeepANextIdThatIsAUuidWhetherAnActionHasItOrNot() {
        // Given
        UUID elsewhere = new UUID(1, 2);
        // Then
        assertThat(made(List.of(action(STEP.toString(), elsewhere.toString()), action("", STEP.toString()))))
                .extracting(Flow.Action::nextId)
                .containsExactly(Optional.of(elsewhere), Optional.of(STEP));
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "First", " "})
    void shouldRefuseANextIdThatIsNoUuidAndNoActions(String next) {
        // Then
        assertRefused(Reason.INVALID_ARGUMENT, action("first", ""), action("", next));
    }

    @ParameterizedTest
    @CsvSource({
        "first, first",
        "0593b0a0-5555-7abc-8000-00000000000e, 0593b0a0-5555-7abc-8000-00000000000e",
        "0593b0a0-5555-7abc-8000-00000000000e, 0593B0A0-5555-7ABC-8000-00000000000E"
    })
    void shouldRefuseTwoActionsWithOneId(String one, String other) {
        // Then
        assertRefused(Reason.INVALID_ARGUMENT, action(one, ""), action("", ""), action(other, ""));
    }

    private static NamedFlowAction action(String id, String nextId) {
        return new NamedFlowAction(id, nextId, "talk", "");
    }

    private static List<Flow.Action> made(List<NamedFlowAction> actions) {
        return subject(Flow.class, create(actions)).profile().actions();
    }

    private static void assertRefused(Reason reason, NamedFlowAction... actions) {
        assertThatDecision(create(List.of(actions))).rejectedForField(reason, "actions");
    }

    private static Decision create(List<NamedFlowAction> actions) {
        return new TenantAtWork().by(ADMIN, new CreateFlow("flow", "", "", actions, ""));
    }
}
