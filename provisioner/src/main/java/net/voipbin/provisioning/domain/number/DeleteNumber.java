package net.voipbin.provisioning.domain.number;

import java.util.UUID;
import net.voipbin.provisioning.domain.Access;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Number;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;

/** Releases a number: from now on anyone may take it. */
public record DeleteNumber(UUID numberId) implements Request {

    @Override
    public Decision.Final decide(Situation situation) {
        return Access.to(
                situation,
                Permission.STAFF,
                Number.class,
                numberId,
                number -> Decision.Applied.deleted(situation, number, number));
    }
}
