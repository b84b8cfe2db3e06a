package net.voipbin.provisioning.domain.number;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.domain.Access;
import net.voipbin.provisioning.domain.Change;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Field;
import net.voipbin.provisioning.domain.LockedFields;
import net.voipbin.provisioning.domain.NamedReference;
import net.voipbin.provisioning.domain.Number;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;

/**
 * Changes the open fields that it names and leaves the others.
 *
 * @param locked locked fields that the request named, by JSON name, as canonical JSON
 */
public record UpdateNumber(
        UUID numberId,
        Optional<String> name,
        Optional<String> detail,
        Optional<String> callFlowId,
        Optional<String> messageFlowId,
        Map<String, String> locked)
        implements Request {

    public UpdateNumber {
        locked = Map.copyOf(locked);
    }

    @Override
    public Decision.Final decide(Situation situation) {
        return Access.to(
                situation,
                Permission.STAFF,
                Number.class,
                numberId,
                number -> flaw().or(() -> LockedFields.refusal(number, locked))
                        .map(Rejection::decision)
                        .orElseGet(() -> updated(situation, number)));
    }

    private Decision.Final updated(Situation situation, Number number) {
        Number after = number.with(
                name.orElse(number.name()),
                detail.orElse(number.detail()),
                callFlowId.map(NamedReference::parse).orElse(number.callFlowId()),
                messageFlowId.map(NamedReference::parse).orElse(number.messageFlowId()),
                situation.time());
        return open(after).equals(open(number))
                ? Decision.Applied.fulfilled(number)
                : Decision.Applied.of(Change.updated(number, after));
    }

    private Optional<Rejection> flaw() {
        return Field.firstFlaw(
                name.flatMap(text -> Field.text("name", text, Field.MAX_NAME)),
                detail.flatMap(text -> Field.text("detail", text, Field.MAX_DETAIL)),
                callFlowId.flatMap(id -> NamedReference.flaw("call_flow_id", id)),
                messageFlowId.flatMap(id -> NamedReference.flaw("message_flow_id", id)));
    }

    private static List<Object> open(Number number) {
        return List.of(number.name(), number.detail(), number.callFlowId(), number.messageFlowId());
    }
}
