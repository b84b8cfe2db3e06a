package net.voipbin.provisioning.bridge.queue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import net.voipbin.provisioning.bridge.resource.JsonForm;
import net.voipbin.provisioning.contract.Queue;

/** A queue as the API shows it. */
public final class QueueJson {

    static final JsonForm FORM = JsonForm.of(Queue.getClassSchema());

    private QueueJson() {}

    public static ObjectNode of(Queue queue) {
        return FORM.json(queue);
    }
}
