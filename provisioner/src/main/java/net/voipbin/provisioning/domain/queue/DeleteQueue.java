package net.voipbin.provisioning.domain.queue;

import java.util.UUID;
import net.voipbin.provisioning.domain.Access;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.Queue;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;

/** Ends a queue. */
public record DeleteQueue(UUID queueId) implements Request {

    @Override
    public Decision.Final decide(Situation situation) {
        return Access.to(
                situation,
                Permission.STAFF,
                Queue.class,
                queueId,
                queue -> Decision.Applied.deleted(situation, queue, queue));
    }
}
