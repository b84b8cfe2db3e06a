package net.voipbin.provisioning.domain.agent;

import java.util.UUID;
import net.voipbin.provisioning.domain.Access;
import net.voipbin.provisioning.domain.Agent;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;

/** Ends an agent: by whoever could give it every right that it has. */
public record DeleteAgent(UUID agentId) implements Request {

    @Override
    public Decision.Final decide(Situation situation) {
        return Access.to(
                situation,
                Permission.STAFF,
                Agent.class,
                agentId,
                agent -> AgentRules.guestProtection(agent)
                        .or(() -> AgentRules.requireRightsOf(situation, agent))
                        .map(Rejection::decision)
                        .orElseGet(() -> Decision.Applied.deleted(situation, agent, agent.with(Agent.Status.OFFLINE))));
    }
}
