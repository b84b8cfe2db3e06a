package net.voipbin.provisioning.translation;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.domain.Actor;
import net.voipbin.provisioning.translation.MalformedRecordException.Flaw;
import org.jspecify.annotations.Nullable;

/** Commands and those who give them. */
public final class CommandTranslation {

    private static final UUID NIL = new UUID(0, 0);
    private static final int MAX_FINGERPRINT_BYTES = 64;
    private static final int MAX_SERVICE_CHARACTERS = 255;

    private CommandTranslation() {}

    /**
     * The command that the record holds.
     *
     * @throws MalformedRecordException if its parts don't make one command
     */
    public static net.voipbin.provisioning.domain.Command toDomain(Command command) {
        if (command.getCommandId().equals(NIL)) {
            throw malformed("command_id is the nil UUID");
        }
        if (command.getExpectedVersion() != null && command.getExpectedVersion() < 0) {
            throw malformed("expected_version is negative");
        }
        if (command.getTime().isBefore(Instant.EPOCH)) {
            throw malformed("time is before 1970");
        }
        if (command.getFingerprint() != null && command.getFingerprint().remaining() > MAX_FINGERPRINT_BYTES) {
            throw malformed("fingerprint is longer than " + MAX_FINGERPRINT_BYTES + " bytes");
        }
        return new net.voipbin.provisioning.domain.Command(
                command.getCommandId(),
                command.getCustomerId(),
                actor(command.getActor()),
                command.getExpectedVersion() == null
                        ? OptionalLong.empty()
                        : OptionalLong.of(command.getExpectedVersion()),
                command.getTime(),
                RequestTranslation.toDomain(command));
    }

    public static net.voipbin.provisioning.contract.Actor toContract(Actor actor) {
        var contract = net.voipbin.provisioning.contract.Actor.newBuilder();
        return switch (actor) {
            case Actor.Platform platform ->
                contract.setKind(net.voipbin.provisioning.contract.ActorKind.PLATFORM)
                        .setService(platform.service())
                        .build();
            case Actor.SuperAdmin superAdmin ->
                contract.setKind(net.voipbin.provisioning.contract.ActorKind.SUPER_ADMIN)
                        .setAgentId(superAdmin.agentId())
                        .build();
            case Actor.TenantAgent agent ->
                contract.setKind(net.voipbin.provisioning.contract.ActorKind.AGENT)
                        .setAgentId(agent.agentId())
                        .setDelegatedBy(agent.delegatedBy().orElse(null))
                        .build();
        };
    }

    private static Actor actor(net.voipbin.provisioning.contract.Actor actor) {
        return switch (actor.getKind()) {
            case PLATFORM -> {
                requireAbsent(actor.getAgentId(), "agent_id");
                requireAbsent(actor.getDelegatedBy(), "delegated_by");
                yield new Actor.Platform(service(actor.getService()));
            }
            case SUPER_ADMIN -> {
                requireAbsent(actor.getService(), "service");
                requireAbsent(actor.getDelegatedBy(), "delegated_by");
                yield new Actor.SuperAdmin(agentId(actor.getAgentId()));
            }
            case AGENT -> {
                requireAbsent(actor.getService(), "service");
                yield new Actor.TenantAgent(agentId(actor.getAgentId()), Optional.ofNullable(actor.getDelegatedBy()));
            }
        };
    }

    private static String service(@Nullable String service) {
        if (service == null || service.isBlank() || service.length() > MAX_SERVICE_CHARACTERS) {
            throw malformed("actor.service is missing or longer than " + MAX_SERVICE_CHARACTERS + " characters");
        }
        return service;
    }

    private static UUID agentId(@Nullable UUID agentId) {
        if (agentId == null || agentId.equals(NIL)) {
            throw malformed("actor.agent_id is missing");
        }
        return agentId;
    }

    private static void requireAbsent(@Nullable Object value, String field) {
        if (value != null) {
            throw malformed("actor." + field + " does not belong to this kind of actor");
        }
    }

    private static MalformedRecordException malformed(String message) {
        return new MalformedRecordException(Flaw.MALFORMED_CONTENT, message);
    }
}
