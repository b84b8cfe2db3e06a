package net.voipbin.provisioning.domain;

import java.util.UUID;

/** Releases a number: from now on anyone may take it. */
public record DeleteNumber(UUID numberId) implements Request {

    @Override
    public Decision.Final decide(Situation situation) {
        return Access.to(
                situation,
                Permission.STAFF,
                Number.class,
                numberId,
                number -> Decision.Applied.of(Change.deleted(number, number.deleted(situation.time()))));
    }
}
