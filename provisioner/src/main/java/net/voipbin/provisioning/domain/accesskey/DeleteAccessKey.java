package net.voipbin.provisioning.domain.accesskey;

import java.util.UUID;
import net.voipbin.provisioning.domain.Access;
import net.voipbin.provisioning.domain.AccessKey;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;

/** Ends a key: its token is worth nothing any more. */
public record DeleteAccessKey(UUID accessKeyId) implements Request {

    @Override
    public Decision.Final decide(Situation situation) {
        return Access.to(
                situation,
                Permission.CUSTOMER_ADMIN,
                AccessKey.class,
                accessKeyId,
                key -> Decision.Applied.deleted(situation, key, key));
    }
}
