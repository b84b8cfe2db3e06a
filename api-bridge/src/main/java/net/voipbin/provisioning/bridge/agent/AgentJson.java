package net.voipbin.provisioning.bridge.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import net.voipbin.provisioning.bridge.resource.JsonForm;
import net.voipbin.provisioning.contract.Agent;

/** An agent as the API shows it. */
public final class AgentJson {

    static final JsonForm FORM = JsonForm.of(Agent.getClassSchema());

    private AgentJson() {}

    public static ObjectNode of(Agent agent) {
        return FORM.json(agent);
    }
}
