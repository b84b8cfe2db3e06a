package net.voipbin.provisioning.domain;

import java.util.UUID;

/** Gives an agent other rights: by whoever could give it those that it has and those that it gets. */
public record UpdateAgentPermission(UUID agentId, int permission) implements Request {

    @Override
    public Decision.Final decide(Situation situation) {
        return Access.to(
                situation,
                Permission.STAFF,
                Agent.class,
                agentId,
                agent -> AgentRules.guestProtection(agent)
                        .or(() -> AgentRules.permissionFlaw(permission))
                        .or(() -> AgentRules.requireRightsOf(situation, agent))
                        .or(() -> Authority.requireGrant(situation, permission))
                        .map(Rejection::decision)
                        .orElseGet(() -> updated(situation, agent)));
    }

    private Decision.Final updated(Situation situation, Agent agent) {
        Permission changed = new Permission(permission);
        return changed.equals(agent.permission())
                ? Decision.Applied.fulfilled(agent)
                : Decision.Applied.of(Change.updated(agent, agent.with(changed, situation.time())));
    }
}
