package net.voipbin.provisioning.bridge.number;

import com.fasterxml.jackson.databind.node.ObjectNode;
import net.voipbin.provisioning.bridge.resource.JsonForm;
import net.voipbin.provisioning.contract.Number;

/** A number as the API shows it. */
public final class NumberJson {

    static final JsonForm FORM = JsonForm.of(Number.getClassSchema());

    private NumberJson() {}

    public static ObjectNode of(Number number) {
        return FORM.json(number);
    }
}
