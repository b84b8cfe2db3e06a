package net.voipbin.provisioning.domain.flow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.domain.Access;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Flow;
import net.voipbin.provisioning.domain.LockedFields;
import net.voipbin.provisioning.domain.NamedReference;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;

/**
 * Changes the fields that it names and leaves the others. A flow may refer to itself.
 *
 * @param locked locked fields that the request named, by JSON name, as canonical JSON
 */
public record UpdateFlow(
        UUID flowId,
        Optional<String> type,
        Optional<String> name,
        Optional<String> detail,
        Optional<List<NamedFlowAction>> actions,
        Optional<String> onCompleteFlowId,
        Map<String, String> locked)
        implements Request {

    public UpdateFlow {
        actions = actions.map(List::copyOf);
        locked = Map.copyOf(locked);
    }

    @Override
    public Decision.Final decide(Situation situation) {
        return Access.to(
                situation,
                Permission.STAFF,
                Flow.class,
                flowId,
                flow -> FlowRules.firstFlaw(type, name, detail, actions, onCompleteFlowId)
                        .or(() -> LockedFields.refusal(flow, locked))
                        .map(Rejection::decision)
                        .orElseGet(() -> Decision.Applied.updated(
                                situation, flow, flow.with(changed(situation, flow.profile())))));
    }

    private Flow.Profile changed(Situation situation, Flow.Profile present) {
        return new Flow.Profile(
                name.orElse(present.name()),
                detail.orElse(present.detail()),
                actions.map(named -> FlowActions.parse(situation, named)).orElse(present.actions()),
                onCompleteFlowId.map(NamedReference::parse).orElse(present.onCompleteFlowId()));
    }
}
