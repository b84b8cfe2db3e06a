package net.voipbin.provisioning.domain.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.voipbin.provisioning.domain.Access;
import net.voipbin.provisioning.domain.Change;
import net.voipbin.provisioning.domain.ClearedReferences;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Flow;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;

/** Ends a flow; what refers to it refers to none, in the same change. */
public record DeleteFlow(UUID flowId) implements Request {

    @Override
    public Decision.Final decide(Situation situation) {
        return Access.to(
                situation,
                Permission.STAFF,
                Flow.class,
                flowId,
                flow -> Decision.Applied.of(deletion(situation, flow)));
    }

    private static List<Change> deletion(Situation situation, Flow flow) {
        List<Change> changes = new ArrayList<>();
        changes.add(Change.deleted(flow, flow, situation.time()));
        changes.addAll(ClearedReferences.changes(situation, flow.id()));
        return changes;
    }
}
