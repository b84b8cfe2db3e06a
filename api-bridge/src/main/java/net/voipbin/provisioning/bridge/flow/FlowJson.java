package net.voipbin.provisioning.bridge.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import net.voipbin.provisioning.bridge.resource.JsonForm;
import net.voipbin.provisioning.contract.Flow;

/** A flow as the API shows it. */
public final class FlowJson {

    static final JsonForm FORM = JsonForm.of(Flow.getClassSchema());

    private FlowJson() {}

    public static ObjectNode of(Flow flow) {
        return FORM.json(flow);
    }
}
