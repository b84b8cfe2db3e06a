package net.voipbin.provisioning.domain.agent;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.domain.Access;
import net.voipbin.provisioning.domain.Agent;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Field;
import net.voipbin.provisioning.domain.LockedFields;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;

/**
 * Changes the open fields that it names and leaves the others; for the agent itself too.
 *
 * @param locked locked fields that the request named, by JSON name, as canonical JSON
 */
public record UpdateAgent(
        UUID agentId,
        Optional<String> name,
        Optional<String> detail,
        Optional<String> ringMethod,
        Map<String, String> locked)
        implements Request {

    public UpdateAgent {
        locked = Map.copyOf(locked);
    }

    @Override
    public Decision.Final decide(Situation situation) {
        return Access.toAgent(
                situation,
                agentId,
                agent -> flaw().or(() -> LockedFields.refusal(agent, locked))
                        .map(Rejection::decision)
                        .orElseGet(() ->
                                Decision.Applied.updated(situation, agent, agent.with(changed(agent.profile())))));
    }

    private Agent.Profile changed(Agent.Profile present) {
        return new Agent.Profile(
                name.orElse(present.name()),
                detail.orElse(present.detail()),
                ringMethod.flatMap(Agent.RingMethod::named).orElse(present.ringMethod()));
    }

    private Optional<Rejection> flaw() {
        return name.flatMap(text -> Field.text("name", text, Field.MAX_NAME))
                .or(() -> detail.flatMap(text -> Field.text("detail", text, Field.MAX_DETAIL)))
                .or(() -> ringMethod.flatMap(AgentRules::ringMethodFlaw));
    }
}
