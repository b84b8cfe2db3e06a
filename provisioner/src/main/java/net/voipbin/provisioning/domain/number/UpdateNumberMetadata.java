package net.voipbin.provisioning.domain.number;

import java.util.UUID;
import net.voipbin.provisioning.domain.Access;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Metadata;
import net.voipbin.provisioning.domain.Number;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;

/** Replaces a number's switches, all of them. */
public record UpdateNumberMetadata(UUID numberId, Metadata metadata) implements Request {

    @Override
    public Decision.Final decide(Situation situation) {
        return Access.to(
                situation,
                Permission.STAFF,
                Number.class,
                numberId,
                number -> Decision.Applied.updated(situation, number, number.with(metadata)));
    }
}
