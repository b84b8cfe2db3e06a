package net.voipbin.provisioning.domain.agent;

import java.util.Optional;
import net.voipbin.provisioning.domain.Agent;
import net.voipbin.provisioning.domain.Authority;
import net.voipbin.provisioning.domain.Field;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Situation;

/** What an agent's fields may hold, and who may take an agent's rights over. */
final class AgentRules {

    private AgentRules() {}

    static Optional<Rejection> ringMethodFlaw(String ringMethod) {
        return Agent.RingMethod.named(ringMethod).isPresent()
                ? Optional.empty()
                : Optional.of(Rejection.ofField(
                        Reason.INVALID_RING_METHOD, "ring_method", "ring_method is neither ringall nor linear."));
    }

    static Optional<Rejection> permissionFlaw(int mask) {
        return Permission.of(mask).isPresent()
                ? Optional.empty()
                : Field.invalid("permission", "is no sum of 1, 16, 32 and 64.");
    }

    /** A guest keeps its rights and its place, whoever asks. */
    static Optional<Rejection> guestProtection(Agent agent) {
        return agent.guest()
                ? Optional.of(Rejection.of(Reason.GUEST_AGENT_PROTECTED, "The guest agent stays as it is."))
                : Optional.empty();
    }

    /** Who may act in an agent's place, or end it, could have given it every right that it has. */
    static Optional<Rejection> requireRightsOf(Situation situation, Agent agent) {
        return Authority.requireGrant(situation, agent.permission().mask());
    }
}
