package net.voipbin.provisioning.bridge.tag;

import com.fasterxml.jackson.databind.node.ObjectNode;
import net.voipbin.provisioning.bridge.resource.JsonForm;
import net.voipbin.provisioning.contract.Tag;

/** A tag as the API shows it. */
public final class TagJson {

    static final JsonForm FORM = JsonForm.of(Tag.getClassSchema());

    private TagJson() {}

    public static ObjectNode of(Tag tag) {
        return FORM.json(tag);
    }
}
