package net.voipbin.provisioning.domain.tag;

import net.voipbin.provisioning.domain.Access;
import net.voipbin.provisioning.domain.Change;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Resource;
import net.voipbin.provisioning.domain.Revision;
import net.voipbin.provisioning.domain.Situation;
import net.voipbin.provisioning.domain.Tag;

/** A new tag. */
public record CreateTag(String name, String detail) implements Request {

    @Override
    public Decision.Final decide(Situation situation) {
        return Access.toCreate(
                situation,
                Permission.STAFF,
                customer -> Tag.flaw(name, detail)
                        .map(Rejection::decision)
                        .orElseGet(() -> Decision.Applied.of(Change.created(new Tag(
                                situation.newId(Resource.Type.TAG),
                                customer.id(),
                                Revision.first(situation.time()),
                                name,
                                detail)))));
    }
}
