package net.voipbin.provisioning.domain;

import java.util.UUID;

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
                        .orElseGet(() -> Decision.Applied.of(Change.deleted(agent, agent.deleted(situation.time())))));
    }
}
