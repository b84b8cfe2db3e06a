package net.voipbin.provisioning.domain.flow;

import java.util.List;
import java.util.Optional;
import net.voipbin.provisioning.domain.Field;
import net.voipbin.provisioning.domain.Flow;
import net.voipbin.provisioning.domain.NamedReference;
import net.voipbin.provisioning.domain.Rejection;

/** What the fields of a flow may hold. */
final class FlowRules {

    private FlowRules() {}

    static Optional<Rejection> firstFlaw(
            Optional<String> type,
            Optional<String> name,
            Optional<String> detail,
            Optional<List<NamedFlowAction>> actions,
            Optional<String> onCompleteFlowId) {
        return Field.firstFlaw(
                type.filter(text -> !text.equals(Flow.TYPE)).flatMap(text -> Field.invalid("type", "is not flow.")),
                name.flatMap(text -> Field.text("name", text, Field.MAX_NAME)),
                detail.flatMap(text -> Field.text("detail", text, Field.MAX_DETAIL)),
                actions.flatMap(FlowActions::flaw),
                onCompleteFlowId.flatMap(id -> NamedReference.flaw("on_complete_flow_id", id)));
    }
}
