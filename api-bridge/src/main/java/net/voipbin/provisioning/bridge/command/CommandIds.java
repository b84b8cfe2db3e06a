package net.voipbin.provisioning.bridge.command;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.bridge.hash.KeyedHash;
import net.voipbin.provisioning.bridge.hash.Uuid7;
import net.voipbin.provisioning.bridge.hash.Uuid8;

/**
 * Ids of commands, without any state: the end of an id authenticates the rest of it together with the calling agent, so
 * that every bridge with the same key can tell whether an id was issued, and to whom. Thread-safe.
 */
public final class CommandIds {

    /** Where the outcome of a command is found, in front of its id. */
    public static final String PATH = "/v1.0/commands/";

    /** The version of UUIDs that tell when they were made. */
    private static final int TIMED = 7;

    private static final int MILLIS_SHIFT = 16;
    private static final long SEAL_MASK = 0xFFFF_FFFFL;

    private final KeyedHash hash;
    private final Clock clock;
    private final Uuid7 times;

    public CommandIds(KeyedHash hash, Clock clock) {
        this.hash = hash;
        this.clock = clock;
        times = new Uuid7(clock);
    }

    /** An id that was never issued before, of version 7. */
    public UUID fresh(UUID agentId) {
        return sealedBehindTime(agentId, times.next());
    }

    /** The one id that belongs to an idempotency key of the agent for a method and path. */
    public UUID keyed(UUID agentId, String method, String path, String idempotencyKey) {
        return sealed(agentId, firstLong(hash.of("command-id", agentId.toString(), method, path, idempotencyKey)));
    }

    /** Whether the id is one that was issued to the agent. */
    public boolean issuedTo(UUID agentId, UUID commandId) {
        UUID issued = commandId.version() == TIMED
                ? sealedBehindTime(agentId, commandId)
                : sealed(agentId, commandId.getMostSignificantBits());
        return issued.equals(commandId);
    }

    /** How long ago the id was made; of an id that follows from an idempotency key nobody can tell. */
    public Optional<Duration> age(UUID commandId) {
        return commandId.version() == TIMED
                ? Optional.of(Duration.ofMillis(clock.millis() - (commandId.getMostSignificantBits() >>> MILLIS_SHIFT)))
                : Optional.empty();
    }

    /**
     * The id of a customer whose creation names none: a retry of the creation comes to the same customer. Of version 7
     * like all that the bridge makes, but its time means nothing.
     */
    public UUID customerOf(UUID commandId) {
        ByteBuffer bits = ByteBuffer.wrap(hash.of("customer-id", commandId.toString()));
        return Uuid7.of(bits.getLong(), bits.getLong());
    }

    /** The last 32 bits are the seal of the others. */
    private UUID sealedBehindTime(UUID agentId, UUID id) {
        long first = id.getMostSignificantBits();
        long second = id.getLeastSignificantBits() & ~SEAL_MASK;
        byte[] seal =
                hash.of("timed-command-seal", agentId.toString(), Long.toHexString(first), Long.toHexString(second));
        return new UUID(first, second | (firstLong(seal) & SEAL_MASK));
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
