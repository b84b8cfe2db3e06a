package net.voipbin.provisioning.domain.agent;

import java.util.UUID;
import net.voipbin.provisioning.domain.Access;
import net.voipbin.provisioning.domain.Agent;
import net.voipbin.provisioning.domain.Authority;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;

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
                        .orElseGet(() ->
                                Decision.Applied.updated(situation, agent, agent.with(new Permission(permission)))));
    }
}
