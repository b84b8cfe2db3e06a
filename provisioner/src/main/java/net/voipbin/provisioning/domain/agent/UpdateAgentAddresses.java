package net.voipbin.provisioning.domain.agent;

import java.util.List;
import java.util.UUID;
import net.voipbin.provisioning.domain.Access;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;

/** Replaces an agent's addresses; for the agent itself too. */
public record UpdateAgentAddresses(UUID agentId, List<NamedAddress> addresses) implements Request {

    public UpdateAgentAddresses {
        addresses = List.copyOf(addresses);
    }

    @Override
    public Decision.Final decide(Situation situation) {
        return Access.toAgent(
                situation,
                agentId,
                agent -> Addresses.flaw(addresses)
                        .map(Rejection::decision)
                        .orElseGet(() -> Decision.Applied.updated(
                                situation, agent, agent.withAddresses(Addresses.parse(addresses)))));
    }
}
