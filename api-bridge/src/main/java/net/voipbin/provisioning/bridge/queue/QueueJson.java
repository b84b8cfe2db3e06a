package net.voipbin.provisioning.bridge.queue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import net.voipbin.provisioning.bridge.json.References;
import net.voipbin.provisioning.bridge.json.Times;
import net.voipbin.provisioning.contract.Queue;

/** A queue as the API shows it. */
public final class QueueJson {

    private QueueJson() {}

    public static ObjectNode of(Queue queue) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", queue.getId().toString())
                .put("customer_id", queue.getCustomerId().toString())
                .put("name", queue.getName())
                .put("detail", queue.getDetail())
                .put("routing_method", queue.getRoutingMethod().name());
        ArrayNode tagIds = json.putArray("tag_ids");
        queue.getTagIds().forEach(tagIds::add);
        json.put("wait_flow_id", References.text(queue.getWaitFlowId()))
                .put("wait_timeout", queue.getWaitTimeout())
                .put("service_timeout", queue.getServiceTimeout());
        return Times.putAll(json, queue.getTmCreate(), queue.getTmUpdate(), queue.getTmDelete());
    }
}
