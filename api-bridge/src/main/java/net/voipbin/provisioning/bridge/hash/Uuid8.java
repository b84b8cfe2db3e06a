package net.voipbin.provisioning.bridge.hash;

import java.util.UUID;

/** UUIDs of version 8: bits of our own choice around the fixed ones. */
public final class Uuid8 {

    private static final long VERSION_MASK = 0xF000L;
    private static final long VERSION = 0x8000L;
    private static final long VARIANT_MASK = 0xC000_0000_0000_0000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private Uuid8() {}

    /** The first half, of which 60 bits are free. */
    public static long firstHalf(long bits) {
        return (bits & ~VERSION_MASK) | VERSION;
    }

    /** The second half, of which 62 bits are free. */
    public static long secondHalf(long bits) {
        return (bits & ~VARIANT_MASK) | VARIANT;
    }

    public static UUID of(long firstBits, long secondBits) {
        return new UUID(firstHalf(firstBits), secondHalf(secondBits));
    }
}
