package net.voipbin.provisioning.domain.queue;

import java.util.List;
import java.util.UUID;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;

/** Replaces a queue's tags: an update that can name nothing else. */
public record UpdateQueueTagIds(UUID queueId, List<String> tagIds) implements Request {

    public UpdateQueueTagIds {
        tagIds = List.copyOf(tagIds);
    }

    @Override
    public Decision.Final decide(Situation situation) {
        return UpdateQueue.ofTagIds(queueId, tagIds).decide(situation);
    }
}
