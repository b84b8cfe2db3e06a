package net.voipbin.provisioning.bridge.accesskey;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import net.voipbin.provisioning.bridge.json.Times;
import net.voipbin.provisioning.contract.AccessKey;

/** An access key as the API shows it. */
public final class AccessKeyJson {

    private AccessKeyJson() {}

    /** Without the token. */
    public static ObjectNode of(AccessKey key) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", key.getId().toString())
                .put("customer_id", key.getCustomerId().toString())
                .put("name", key.getName())
                .put("detail", key.getDetail())
                .put("token_prefix", key.getTokenPrefix());
        json.set("tm_expire", Times.json(key.getTmExpire()));
        return Times.putAll(json, key.getTmCreate(), key.getTmUpdate(), key.getTmDelete());
    }
}
