package net.voipbin.provisioning.domain.text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Ids that follow from others, so that a command decided again makes the same: UUIDv8 of RFC 9562 over SHA-256. */
public final class DerivedId {

    private DerivedId() {}

    public static UUID of(UUID parent, String role) {
        ByteBuffer digest = ByteBuffer.wrap(Sha256.of(ByteBuffer.allocate(2 * Long.BYTES + role.length())
                .putLong(parent.getMostSignificantBits())
                .putLong(parent.getLeastSignificantBits())
                .put(role.getBytes(StandardCharsets.US_ASCII))
                .array()));
        long version8 = (digest.getLong() & ~0xF000L) | 0x8000L;
        long variant = (digest.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(version8, variant);
    }
}
