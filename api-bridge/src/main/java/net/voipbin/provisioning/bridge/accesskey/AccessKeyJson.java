package net.voipbin.provisioning.bridge.accesskey;

import com.fasterxml.jackson.databind.node.ObjectNode;
import net.voipbin.provisioning.bridge.resource.JsonForm;
import net.voipbin.provisioning.contract.AccessKey;

/** An access key as the API shows it, without its token. */
public final class AccessKeyJson {

    static final JsonForm FORM = JsonForm.of(AccessKey.getClassSchema());

    private AccessKeyJson() {}

    public static ObjectNode of(AccessKey key) {
        return FORM.json(key);
    }
}
