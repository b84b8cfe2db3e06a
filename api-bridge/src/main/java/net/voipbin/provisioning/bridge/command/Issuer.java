package net.voipbin.provisioning.bridge.command;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.bridge.auth.Caller;
import net.voipbin.provisioning.bridge.database.Scope;
import net.voipbin.provisioning.contract.Actor;
import net.voipbin.provisioning.contract.ActorKind;

/**
 * For whom a command is published.
 *
 * @param id whose idempotency keys and commands they are
 * @param scope within which the issuer's earlier commands are found
 * @param deletionScheduled when the freeze of the issuer's customer was requested, if it was
 */
public record Issuer(UUID id, Actor actor, Scope scope, Optional<Instant> deletionScheduled) {

    private static final String SERVICE = "api-bridge";

    static Issuer of(Caller caller) {
        return new Issuer(
                caller.agentId(),
                Actor.newBuilder()
                        .setKind(caller.superAdmin() ? ActorKind.SUPER_ADMIN : ActorKind.AGENT)
                        .setAgentId(caller.agentId())
                        .setDelegatedBy(caller.delegatedBy().orElse(null))
                        .build(),
                caller.scope(),
                caller.deletionScheduled());
    }

    /** The issuer for somebody who is no agent yet: the platform acts on the request. */
    public static Issuer stranger(UUID id) {
        return new Issuer(
                id,
                Actor.newBuilder()
                        .setKind(ActorKind.PLATFORM)
                        .setService(SERVICE)
                        .build(),
                Scope.OUTCOMES,
                Optional.empty());
    }
}
