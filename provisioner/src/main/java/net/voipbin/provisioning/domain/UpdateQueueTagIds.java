package net.voipbin.provisioning.domain;

import java.util.List;
import java.util.UUID;

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
