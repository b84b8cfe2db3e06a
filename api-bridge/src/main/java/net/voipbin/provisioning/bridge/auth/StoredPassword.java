package net.voipbin.provisioning.bridge.auth;

import java.util.UUID;

/**
 * A live agent's password, as far as it is kept. Immutable.
 *
 * @param username as the agent spells it
 * @param changeSeq the customer's change that set it
 */
public record StoredPassword(UUID agentId, UUID customerId, String username, String hash, long changeSeq) {

    /** Names the agent, without the hash. */
    @Override
    public String toString() {
        return "Password of agent " + agentId;
    }
}
