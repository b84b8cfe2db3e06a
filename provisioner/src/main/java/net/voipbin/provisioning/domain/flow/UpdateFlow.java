package net.voipbin.provisioning.domain.flow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.domain.Access;
import net.voipbin.provisioning.domain.Change;
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
                        .orElseGet(() -> updated(situation, flow)));
    }

    private Decision.Final updated(Situation situation, Flow flow) {
        Flow after = flow.with(
                name.orElse(flow.name()),
                detail.orElse(flow.detail()),
                actions.map(named -> FlowActions.parse(situation, named)).orElse(flow.actions()),
                onCompleteFlowId.map(NamedReference::parse).orElse(flow.onCompleteFlowId()),
                situation.time());
        return open(after).equals(open(flow))
                ? Decision.Applied.fulfilled(flow)
                : Decision.Applied.of(Change.updated(flow, after));
    }

    private static List<Object> open(Flow flow) {
        return List.of(flow.name(), flow.detail(), flow.actions(), flow.onCompleteFlowId());
    }
}
