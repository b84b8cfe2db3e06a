package net.voipbin.provisioning.domain.agent;

import java.util.UUID;
import net.voipbin.provisioning.domain.Access;
import net.voipbin.provisioning.domain.Agent;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Happening;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;

/** Says whether an agent can take calls; for the agent itself too. */
public record UpdateAgentStatus(UUID agentId, String status) implements Request {

    @Override
    public Decision.Final decide(Situation situation) {
        return Access.toAgent(
                situation,
                agentId,
                agent -> Agent.Status.named(status)
                        .map(named -> updated(situation, agent, named))
                        .orElseGet(UpdateAgentStatus::unknown));
    }

    private static Decision.Final updated(Situation situation, Agent agent, Agent.Status named) {
        return Decision.Applied.updated(Happening.STATUS_UPDATED, situation, agent, agent.with(named));
    }

    private static Decision.Final unknown() {
        return Rejection.ofField(
                        Reason.INVALID_ARGUMENT,
                        "status",
                        "status is none of available, away, busy, offline and ringing.")
                .decision();
    }
}
