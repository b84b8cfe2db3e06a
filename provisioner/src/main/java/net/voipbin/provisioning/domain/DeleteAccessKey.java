package net.voipbin.provisioning.domain;

import java.util.UUID;

/** Ends a key: its token is worth nothing any more. */
public record DeleteAccessKey(UUID accessKeyId) implements Request {

    @Override
    public Decision.Final decide(Situation situation) {
        return Access.to(
                situation,
                Permission.CUSTOMER_ADMIN,
                AccessKey.class,
                accessKeyId,
                key -> Decision.Applied.of(Change.deleted(key, key.deleted(situation.time()))));
    }
}
