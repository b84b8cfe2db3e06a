package net.voipbin.provisioning.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import net.voipbin.provisioning.bridge.accesskey.AccessKeyJson;
import net.voipbin.provisioning.bridge.agent.AgentJson;
import net.voipbin.provisioning.bridge.auth.Caller;
import net.voipbin.provisioning.bridge.billing.BillingAccountJson;
import net.voipbin.provisioning.bridge.customer.CustomerJson;
import net.voipbin.provisioning.bridge.flow.FlowJson;
import net.voipbin.provisioning.bridge.number.NumberJson;
import net.voipbin.provisioning.bridge.queue.QueueJson;
import net.voipbin.provisioning.bridge.tag.TagJson;
import net.voipbin.provisioning.contract.Resource;

/** Any resource as the API shows it. */
final class ResourceJson {

    private ResourceJson() {}

    /** Null, in JSON, for a type of resource that is newer than this bridge. */
    static JsonNode of(Resource resource, Caller viewer) {
        if (resource.getCustomer() != null) {
            return CustomerJson.of(resource.getCustomer(), viewer);
        }
        if (resource.getAgent() != null) {
            return AgentJson.of(resource.getAgent());
        }
        if (resource.getBillingAccount() != null) {
            return BillingAccountJson.of(resource.getBillingAccount(), viewer);
        }
        if (resource.getNumber() != null) {
            return NumberJson.of(resource.getNumber());
        }
        if (resource.getFlow() != null) {
            return FlowJson.of(resource.getFlow());
        }
        if (resource.getQueue() != null) {
            return QueueJson.of(resource.getQueue());
        }
        if (resource.getTag() != null) {
            return TagJson.of(resource.getTag());
        }
        if (resource.getAccesskey() != null) {
            return AccessKeyJson.of(resource.getAccesskey());
        }
        return JsonNodeFactory.instance.nullNode();
    }
}
