package net.voipbin.provisioning.bridge.page;

import java.time.Instant;
import java.util.UUID;

/** A resource's place in a list that has the newest first; the id decides between equal times. */
public record Position(Instant tmCreate, UUID id) {

    /** The position before a list's first resource. */
    public static final Position START = new Position(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1));

    /** Whether a list that goes on behind the other position still has this one to come. */
    public boolean isBehind(Position other) {
        int times = tmCreate.compareTo(other.tmCreate);
        return times < 0 || (times == 0 && unsigned(id, other.id) < 0);
    }

    /** Compares ids as PostgreSQL orders UUIDs: by their bytes, unsigned. */
    private static int unsigned(UUID left, UUID right) {
        int firstHalves = Long.compareUnsigned(left.getMostSignificantBits(), right.getMostSignificantBits());
        return firstHalves != 0
                ? firstHalves
                : Long.compareUnsigned(left.getLeastSignificantBits(), right.getLeastSignificantBits());
    }
}
