package net.voipbin.provisioning.domain;

import java.util.UUID;

/** Changes how a queue chooses an agent: an update that can name nothing else. */
public record UpdateQueueRoutingMethod(UUID queueId, String routingMethod) implements Request {

    @Override
    public Decision.Final decide(Situation situation) {
        return UpdateQueue.ofRoutingMethod(queueId, routingMethod).decide(situation);
    }
}
