package net.voipbin.provisioning.domain.agent;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.domain.Access;
import net.voipbin.provisioning.domain.Agent;
import net.voipbin.provisioning.domain.Authority;
import net.voipbin.provisioning.domain.Change;
import net.voipbin.provisioning.domain.Credential;
import net.voipbin.provisioning.domain.CredentialChange;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;

/**
 * Sets an agent's password: by the agent itself, or by whoever could give it every right that it has. Always a change,
 * for it ends what the agent's earlier tokens allow.
 *
 * @param passwordHash in argon2id's own string form
 */
public record UpdateAgentPassword(UUID agentId, String passwordHash) implements Request {

    @Override
    public Decision.Final decide(Situation situation) {
        return Access.toAgent(
                situation,
                agentId,
                agent -> AgentRules.guestProtection(agent)
                        .or(() -> Argon2id.flaw(passwordHash))
                        .or(() -> missingRight(situation, agent))
                        .map(Rejection::decision)
                        .orElseGet(() -> updated(situation, agent)));
    }

    private static Optional<Rejection> missingRight(Situation situation, Agent agent) {
        return Authority.agent(situation).filter(agent::equals).isPresent()
                ? Optional.empty()
                : AgentRules.requireRightsOf(situation, agent);
    }

    private Decision.Final updated(Situation situation, Agent agent) {
        Change change = Change.updated(agent, agent, situation.time());
        return new Decision.Applied(
                change.after(),
                List.of(change),
                List.of(CredentialChange.of(agent, new Credential.PasswordHash(passwordHash))),
                List.of());
    }
}
