package net.voipbin.provisioning.bridge.flow;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import net.voipbin.provisioning.bridge.json.References;
import net.voipbin.provisioning.bridge.json.Times;
import net.voipbin.provisioning.bridge.json.Uuids;
import net.voipbin.provisioning.contract.Flow;
import net.voipbin.provisioning.contract.FlowAction;

/** A flow as the API shows it. */
public final class FlowJson {

    private FlowJson() {}

    public static ObjectNode of(Flow flow) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", flow.getId().toString())
                .put("customer_id", flow.getCustomerId().toString())
                .put("type", flow.getType().name())
                .put("name", flow.getName())
                .put("detail", flow.getDetail());
        ArrayNode actions = json.putArray("actions");
        flow.getActions().forEach(action -> actions.add(of(action)));
        json.put("on_complete_flow_id", References.text(flow.getOnCompleteFlowId()));
        return Times.putAll(json, flow.getTmCreate(), flow.getTmUpdate(), flow.getTmDelete());
    }

    /** The option is JSON already, as it was given. */
    private static ObjectNode of(FlowAction action) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", action.getId().toString())
                .put("next_id", action.getNextId().isEmpty() ? Uuids.NIL.toString() : action.getNextId())
                .put("type", action.getType())
                .putRawValue("option", new RawValue(action.getOption()));
    }
}
