package net.voipbin.provisioning.domain;

import java.util.List;
import java.util.Optional;

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
                name,
                detail,
                FlowActions.parse(situation, actions),
                NamedReference.parse(onCompleteFlowId));
    }
}
