package net.voipbin.provisioning.domain.tag;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.voipbin.provisioning.domain.Access;
import net.voipbin.provisioning.domain.Change;
import net.voipbin.provisioning.domain.ClearedReferences;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;
import net.voipbin.provisioning.domain.Tag;

/** Ends a tag; agents and queues lose it in the same change. */
public record DeleteTag(UUID tagId) implements Request {

    @Override
    public Decision.Final decide(Situation situation) {
        return Access.to(situation, Permission.STAFF, Tag.class, tagId, tag -> {
            List<Change> changes = new ArrayList<>();
            changes.add(Change.deleted(tag, tag, situation.time()));
            changes.addAll(ClearedReferences.changes(situation, tagId));
            return Decision.Applied.of(changes);
        });
    }
}
