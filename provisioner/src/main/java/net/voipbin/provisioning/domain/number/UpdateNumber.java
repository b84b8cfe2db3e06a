package net.voipbin.provisioning.domain.number;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.domain.Access;
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
                        .orElseGet(() ->
                                Decision.Applied.updated(situation, number, number.with(changed(number.profile())))));
    }

    private Number.Profile changed(Number.Profile present) {
        return new Number.Profile(
                name.orElse(present.name()),
                detail.orElse(present.detail()),
                callFlowId.map(NamedReference::parse).orElse(present.callFlowId()),
                messageFlowId.map(NamedReference::parse).orElse(present.messageFlowId()));
    }

    private Optional<Rejection> flaw() {
        return Field.firstFlaw(
                name.flatMap(text -> Field.text("name", text, Field.MAX_NAME)),
                detail.flatMap(text -> Field.text("detail", text, Field.MAX_DETAIL)),
                callFlowId.flatMap(id -> NamedReference.flaw("call_flow_id", id)),
                messageFlowId.flatMap(id -> NamedReference.flaw("message_flow_id", id)));
    }
}
