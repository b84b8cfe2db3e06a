package net.voipbin.provisioning.domain;

import java.util.UUID;

/** Replaces a number's switches, all of them. */
public record UpdateNumberMetadata(UUID numberId, Metadata metadata) implements Request {

    @Override
    public Decision.Final decide(Situation situation) {
        return Access.to(
                situation,
                Permission.STAFF,
                Number.class,
                numberId,
                number -> metadata.equals(number.metadata())
                        ? Decision.Applied.fulfilled(number)
                        : Decision.Applied.of(Change.updated(number, number.with(metadata, situation.time()))));
    }
}
