package net.voipbin.provisioning.domain.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.voipbin.provisioning.domain.Field;
import net.voipbin.provisioning.domain.Flow;
import net.voipbin.provisioning.domain.NamedReference;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Situation;
import net.voipbin.provisioning.domain.text.JsonSyntax;
import net.voipbin.provisioning.domain.text.NamedId;

/**
 * The field {@code actions} of a request. What is no UUID as an action's id is a name within the request: it is replaced
 * by a new id, where an action has it and where another names it as the next.
 */
final class FlowActions {

    private static final String FIELD = "actions";
    private static final int MOST = 1_000;

    private static final Set<String> TYPES = Set.of(
            "amd",
            "answer",
            "ai_summary",
            "ai_talk",
            "ai_task",
            "beep",
            "block",
            "branch",
            "call",
            "case_create",
            "condition_call_digits",
            "condition_call_status",
            "condition_datetime",
            "condition_variable",
            "confbridge_join",
            "conference_join",
            "connect",
            "conversation_send",
            "digits_receive",
            "digits_send",
            "echo",
            "email_send",
            "external_media_start",
            "external_media_stop",
            "fetch",
            "fetch_flow",
            "goto",
            "hangup",
            "message_send",
            "mute",
            "play",
            "queue_join",
            "recording_start",
            "recording_stop",
            "sleep",
            "stop",
            "stream_echo",
            "talk",
            "transcribe_start",
            "transcribe_stop",
            "transcribe_recording",
            "variable_set",
            "webhook_send");

    private FlowActions() {}

    static Optional<Rejection> flaw(List<NamedFlowAction> named) {
        if (named.size() > MOST) {
            return Field.invalid(FIELD, "holds more than " + MOST + " actions.");
        }
        if (named.stream().anyMatch(action -> !TYPES.contains(action.type()))) {
            return Optional.of(
                    Rejection.ofField(Reason.INVALID_ACTION_TYPE, FIELD, FIELD + " holds an unknown type of action."));
        }
        return optionsFlaw(named).or(() -> idsFlaw(named));
    }

    /** What is shown for none is the same as what none is: putting it back changes nothing. */
    private static String option(NamedFlowAction action) {
        return action.option().isEmpty() ? "{}" : action.option();
    }

    /** The actions in their order; of those without a {@link #flaw}. */
    static List<Flow.Action> parse(Situation situation, List<NamedFlowAction> named) {
        List<UUID> ids = new ArrayList<>();
        Map<String, UUID> replaced = new HashMap<>();
        for (NamedFlowAction action : named) {
            UUID id = NamedReference.parse(action.id()).orElseGet(() -> situation.newId("action/" + ids.size()));
            ids.add(id);
            if (isName(action.id())) {
                replaced.put(action.id(), id);
            }
        }
        List<Flow.Action> actions = new ArrayList<>();
        for (NamedFlowAction action : named) {
            Optional<UUID> next =
                    Optional.ofNullable(replaced.get(action.nextId())).or(() -> NamedReference.parse(action.nextId()));
            actions.add(new Flow.Action(ids.get(actions.size()), next, action.type(), option(action)));
        }
        return actions;
    }

    private static Optional<Rejection> optionsFlaw(List<NamedFlowAction> named) {
        return named.stream()
                .map(NamedFlowAction::option)
                .filter(option -> !option.isEmpty())
                .flatMap(option -> optionFlaw(option).stream())
                .findFirst();
    }

    private static Optional<Rejection> optionFlaw(String option) {
        return Field.text(FIELD, option, Integer.MAX_VALUE)
                .or(() -> JsonSyntax.wellFormed(option)
                        ? Optional.empty()
                        : Field.invalid(
                                FIELD,
                                "holds an option that is not JSON of at most " + JsonSyntax.MAX_DEPTH + " levels."));
    }

    private static Optional<Rejection> idsFlaw(List<NamedFlowAction> named) {
        Set<String> names = new HashSet<>();
        Set<UUID> ids = new HashSet<>();
        for (NamedFlowAction action : named) {
            boolean taken = isName(action.id())
                    ? !names.add(action.id())
                    : !NamedReference.parse(action.id()).map(ids::add).orElse(true);
            if (taken) {
                return Field.invalid(FIELD, "holds two actions with the same id.");
            }
        }
        return named.stream().map(NamedFlowAction::nextId).allMatch(next -> !isName(next) || names.contains(next))
                ? Optional.empty()
                : Field.invalid(FIELD, "holds a next_id that is no action's.");
    }

    /** Neither missing nor a UUID. */
    private static boolean isName(String id) {
        return !id.isEmpty() && NamedId.parse(id).isEmpty();
    }
}
