package net.voipbin.provisioning.domain.flow;

import java.util.List;
import java.util.Optional;
import net.voipbin.provisioning.domain.Access;
import net.voipbin.provisioning.domain.Change;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Flow;
import net.voipbin.provisioning.domain.NamedReference;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Resource;
import net.voipbin.provisioning.domain.Revision;
import net.voipbin.provisioning.domain.Situation;

/** What is to happen in a call or with a message. */
public record CreateFlow(
        String type, String name, String detail, List<NamedFlowAction> actions, String onCompleteFlowId)
        implements Request {

    public CreateFlow {
        actions = List.copyOf(actions);
    }

    @Override
    public Decision.Final decide(Situation situation) {
        return Access.toCreate(
                situation,
                Permission.STAFF,
                customer -> flaw().map(Rejection::decision)
                        .orElseGet(() -> Decision.Applied.of(Change.created(flow(situation)))));
    }

    private Optional<Rejection> flaw() {
        return FlowRules.firstFlaw(
                Optional.of(type),
                Optional.of(name),
                Optional.of(detail),
                Optional.of(actions),
                Optional.of(onCompleteFlowId));
    }

    private Flow flow(Situation situation) {
        return new Flow(
                situation.newId(Resource.Type.FLOW),
                situation.customerId(),
                Revision.first(situation.time()),
                new Flow.Profile(
                        name, detail, FlowActions.parse(situation, actions), NamedReference.parse(onCompleteFlowId)));
    }
}
