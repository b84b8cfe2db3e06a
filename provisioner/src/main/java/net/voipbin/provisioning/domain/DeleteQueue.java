package net.voipbin.provisioning.domain;

import java.util.UUID;

/** Ends a queue. */
public record DeleteQueue(UUID queueId) implements Request {

    @Override
    public Decision.Final decide(Situation situation) {
        return Access.to(
                situation,
                Permission.STAFF,
                Queue.class,
                queueId,
                queue -> Decision.Applied.of(Change.deleted(queue, queue.deleted(situation.time()))));
    }
}
