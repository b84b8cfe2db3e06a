package net.voipbin.provisioning.domain.queue;

import java.util.UUID;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;

/** Changes how a queue chooses an agent: an update that can name nothing else. */
public record UpdateQueueRoutingMethod(UUID queueId, String routingMethod) implements Request {

    @Override
    public Decision.Final decide(Situation situation) {
        return UpdateQueue.ofRoutingMethod(queueId, routingMethod).decide(situation);
    }
}
