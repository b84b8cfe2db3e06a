package net.voipbin.provisioning.domain.agent;

import java.util.List;
import java.util.UUID;
import net.voipbin.provisioning.domain.Access;
import net.voipbin.provisioning.domain.Agent;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;
import net.voipbin.provisioning.domain.TagIds;

/** Replaces an agent's tags, which decide what calls it gets: not for the agent itself. */
public record UpdateAgentTagIds(UUID agentId, List<String> tagIds) implements Request {

    public UpdateAgentTagIds {
        tagIds = List.copyOf(tagIds);
    }

    @Override
    public Decision.Final decide(Situation situation) {
        return Access.to(
                situation,
                Permission.STAFF,
                Agent.class,
                agentId,
                agent -> TagIds.flaw(tagIds)
                        .map(Rejection::decision)
                        .orElseGet(() ->
                                Decision.Applied.updated(situation, agent, agent.withTagIds(TagIds.parse(tagIds)))));
    }
}
