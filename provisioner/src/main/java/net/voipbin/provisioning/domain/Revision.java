package net.voipbin.provisioning.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * How often and when a resource has changed. Immutable.
 *
 * @param version 1 at creation, then one more with each change
 * @param tmCreate when it was created
 * @param tmUpdate when it last changed; empty until the first change
 * @param tmDelete when it was deleted; empty while it lives
 */
public record Revision(long version, Instant tmCreate, Optional<Instant> tmUpdate, Optional<Instant> tmDelete) {

    public static Revision first(Instant time) {
        return new Revision(1, time, Optional.empty(), Optional.empty());
    }

    public Revision updated(Instant time) {
        return new Revision(version + 1, tmCreate, Optional.of(time), tmDelete);
    }

    public Revision deleted(Instant time) {
        return new Revision(version + 1, tmCreate, Optional.of(time), Optional.of(time));
    }
}
