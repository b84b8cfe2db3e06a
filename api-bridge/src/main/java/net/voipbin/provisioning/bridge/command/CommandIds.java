package net.voipbin.provisioning.bridge.command;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.UUID;
import net.voipbin.provisioning.bridge.hash.KeyedHash;
import net.voipbin.provisioning.bridge.hash.Uuid8;

/**
 * Ids of commands, without any state: the second half of an id authenticates its first half together with the calling
 * agent, so that every bridge with the same key can tell whether an id was issued, and to whom. Thread-safe.
 */
public final class CommandIds {

    private final KeyedHash hash;
    private final SecureRandom random = new SecureRandom();

    public CommandIds(KeyedHash hash) {
        this.hash = hash;
    }

    /** An id that was never issued before. */
    public UUID fresh(UUID agentId) {
        return sealed(agentId, random.nextLong());
    }

    /** The one id that belongs to an idempotency key of the agent for a method and path. */
    public UUID keyed(UUID agentId, String method, String path, String idempotencyKey) {
        return sealed(agentId, firstLong(hash.of("command-id", agentId.toString(), method, path, idempotencyKey)));
    }

    /** Whether the id is one that was issued to the agent. */
    public boolean issuedTo(UUID agentId, UUID commandId) {
        return sealed(agentId, commandId.getMostSignificantBits()).equals(commandId);
    }

    /** The id of a customer whose creation names none: a retry of the creation comes to the same customer. */
    public UUID customerOf(UUID commandId) {
        ByteBuffer bits = ByteBuffer.wrap(hash.of("customer-id", commandId.toString()));
        return Uuid8.of(bits.getLong(), bits.getLong());
    }

    private UUID sealed(UUID agentId, long firstBits) {
        long first = Uuid8.firstHalf(firstBits);
        byte[] seal = hash.of("command-seal", agentId.toString(), Long.toHexString(first));
        return new UUID(first, Uuid8.secondHalf(firstLong(seal)));
    }

    private static long firstLong(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong();
    }
}
