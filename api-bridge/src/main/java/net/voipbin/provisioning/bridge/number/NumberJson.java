package net.voipbin.provisioning.bridge.number;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import net.voipbin.provisioning.bridge.json.References;
import net.voipbin.provisioning.bridge.json.Times;
import net.voipbin.provisioning.contract.Number;

/** A number as the API shows it. */
public final class NumberJson {

    private NumberJson() {}

    public static ObjectNode of(Number number) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", number.getId().toString())
                .put("customer_id", number.getCustomerId().toString())
                .put("number", number.getNumber())
                .put("type", number.getType().name())
                .put("call_flow_id", References.text(number.getCallFlowId()))
                .put("message_flow_id", References.text(number.getMessageFlowId()))
                .put("name", number.getName())
                .put("detail", number.getDetail())
                .put("status", number.getStatus().name())
                .put("t38_enabled", number.getT38Enabled())
                .put("emergency_enabled", number.getEmergencyEnabled());
        json.putObject("metadata").put("rtp_debug", number.getMetadata().getRtpDebug());
        json.set("tm_purchase", Times.json(number.getTmPurchase()));
        json.set("tm_renew", Times.json(number.getTmRenew()));
        return Times.putAll(json, number.getTmCreate(), number.getTmUpdate(), number.getTmDelete());
    }
}
