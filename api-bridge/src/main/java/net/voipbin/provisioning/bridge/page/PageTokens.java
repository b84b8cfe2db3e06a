package net.voipbin.provisioning.bridge.page;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.bridge.hash.KeyedHash;

/**
 * Places in a list as opaque texts, each good for its own list and scope only, since it is signed with them. Any bridge
 * with the same key reads them. Thread-safe.
 */
public final class PageTokens {

    private static final int POSITION_BYTES = 3 * Long.BYTES;
    private static final int SIGNATURE_BYTES = 16;

    private final KeyedHash hash;

    public PageTokens(KeyedHash hash) {
        this.hash = hash;
    }

    public String of(String list, Optional<UUID> scope, Position position) {
        byte[] place = ByteBuffer.allocate(POSITION_BYTES)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, position.tmCreate()))
                .putLong(position.id().getMostSignificantBits())
                .putLong(position.id().getLeastSignificantBits())
                .array();
        byte[] token = ByteBuffer.allocate(POSITION_BYTES + SIGNATURE_BYTES)
                .put(place)
                .put(signature(list, scope, place))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** Empty where the token isn't this list's. */
    public Optional<Position> read(String list, Optional<UUID> scope, String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length != POSITION_BYTES + SIGNATURE_BYTES) {
            return Optional.empty();
        }
        byte[] place = Arrays.copyOf(bytes, POSITION_BYTES);
        byte[] signature = Arrays.copyOfRange(bytes, POSITION_BYTES, bytes.length);
        if (!MessageDigest.isEqual(signature, signature(list, scope, place))) {
            return Optional.empty();
        }
        ByteBuffer fields = ByteBuffer.wrap(place);
        return Optional.of(new Position(
                Instant.EPOCH.plus(fields.getLong(), ChronoUnit.MICROS), new UUID(fields.getLong(), fields.getLong())));
    }

    private byte[] signature(String list, Optional<UUID> scope, byte[] place) {
        byte[] whole = hash.of(
                "page",
                list,
                scope.map(UUID::toString).orElse(""),
                Base64.getEncoder().encodeToString(place));
        return Arrays.copyOf(whole, SIGNATURE_BYTES);
    }
}
