package net.voipbin.provisioning.bridge.hash;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/** Makes UUIDs of version 7: later ones sort behind earlier ones. Thread-safe. */
public final class Uuid7 {

    private static final long VERSION_MASK = 0xF000L;
    private static final long VERSION = 0x7000L;
    private static final int RANDOM_BITS_BEHIND_TIME = 12;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public Uuid7(Clock clock) {
        this.clock = clock;
    }

    public UUID next() {
        long time = clock.millis() << (Long.SIZE - 48);
        return new UUID(
                time | VERSION | random.nextInt(1 << RANDOM_BITS_BEHIND_TIME), Uuid8.secondHalf(random.nextLong()));
    }

    /** One whose time is as meaningless as the bits are. */
    public static UUID of(long firstBits, long secondBits) {
        return new UUID((firstBits & ~VERSION_MASK) | VERSION, Uuid8.secondHalf(secondBits));
    }
}
