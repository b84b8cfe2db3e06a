package net.voipbin.provisioning.bridge.tag;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import net.voipbin.provisioning.bridge.json.Times;
import net.voipbin.provisioning.contract.Tag;

/** A tag as the API shows it. */
public final class TagJson {

    private TagJson() {}

    public static ObjectNode of(Tag tag) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", tag.getId().toString())
                .put("customer_id", tag.getCustomerId().toString())
                .put("name", tag.getName())
                .put("detail", tag.getDetail());
        return Times.putAll(json, tag.getTmCreate(), tag.getTmUpdate(), tag.getTmDelete());
    }
}
