package net.voipbin.provisioning.bridge.agent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import net.voipbin.provisioning.bridge.json.Times;
import net.voipbin.provisioning.contract.Agent;

/** An agent as the API shows it. */
public final class AgentJson {

    private AgentJson() {}

    public static ObjectNode of(Agent agent) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", agent.getId().toString())
                .put("customer_id", agent.getCustomerId().toString())
                .put("username", agent.getUsername())
                .put("name", agent.getName())
                .put("detail", agent.getDetail())
                .put("ring_method", agent.getRingMethod().name())
                .put("status", agent.getStatus().name())
                .put("permission", agent.getPermission());
        ArrayNode tagIds = json.putArray("tag_ids");
        agent.getTagIds().forEach(tagIds::add);
        ArrayNode addresses = json.putArray("addresses");
        agent.getAddresses()
                .forEach(address -> addresses
                        .addObject()
                        .put("type", address.getType().name())
                        .put("target", address.getTarget())
                        .put("target_name", address.getTargetName())
                        .put("name", address.getName())
                        .put("detail", address.getDetail()));
        json.put("guest", agent.getGuest());
        return Times.putAll(json, agent.getTmCreate(), agent.getTmUpdate(), agent.getTmDelete());
    }
}
