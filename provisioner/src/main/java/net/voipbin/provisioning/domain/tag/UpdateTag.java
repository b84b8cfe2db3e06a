package net.voipbin.provisioning.domain.tag;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.domain.Access;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.LockedFields;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;
import net.voipbin.provisioning.domain.Tag;

/**
 * Changes the open fields that it names and leaves the others.
 *
 * @param locked locked fields that the request named, by JSON name, as canonical JSON
 */
public record UpdateTag(UUID tagId, Optional<String> name, Optional<String> detail, Map<String, String> locked)
        implements Request {

    public UpdateTag {
        locked = Map.copyOf(locked);
    }

    @Override
    public Decision.Final decide(Situation situation) {
        return Access.to(
                situation,
                Permission.STAFF,
                Tag.class,
                tagId,
                tag -> Tag.flaw(name.orElse(tag.name()), detail.orElse(tag.detail()))
                        .or(() -> LockedFields.refusal(tag, locked))
                        .map(Rejection::decision)
                        .orElseGet(() -> Decision.Applied.updated(situation, tag, changed(tag))));
    }

    private Tag changed(Tag tag) {
        return tag.with(name.orElse(tag.name()), detail.orElse(tag.detail()));
    }
}
