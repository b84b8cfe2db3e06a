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
import net.voipbin.provisioning.resource.HeldResource;

/** Any resource as the API shows it. */
final class ResourceJson {

    private ResourceJson() {}

    /** Null, in JSON, for a type of resource that is newer than this bridge. */
    static JsonNode of(Resource resource, Caller viewer) {
        return switch (HeldResource.of(resource)) {
            case HeldResource.OfCustomer held -> CustomerJson.of(held.customer(), viewer);
            case HeldResource.OfAgent held -> AgentJson.of(held.agent());
            case HeldResource.OfBillingAccount held -> BillingAccountJson.of(held.billingAccount(), viewer);
            case HeldResource.OfNumber held -> NumberJson.of(held.number());
            case HeldResource.OfFlow held -> FlowJson.of(held.flow());
            case HeldResource.OfQueue held -> QueueJson.of(held.queue());
            case HeldResource.OfTag held -> TagJson.of(held.tag());
            case HeldResource.OfAccessKey held -> AccessKeyJson.of(held.accessKey());
            case HeldResource.Unknown unknown -> JsonNodeFactory.instance.nullNode();
        };
    }
}
