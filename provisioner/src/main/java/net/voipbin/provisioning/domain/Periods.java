package net.voipbin.provisioning.domain;

import java.time.Duration;

/**
 * How long what waits for time waits. Immutable.
 *
 * @param signupExpiry from a signup to its end, unless its e-mail is verified
 * @param deletionAfter from a freeze to the deletion
 */
public record Periods(Duration signupExpiry, Duration deletionAfter) {

    public static final Periods USUAL = new Periods(Duration.ofHours(1), Duration.ofDays(30));

    public Periods {
        if (signupExpiry.isNegative() || deletionAfter.isNegative()) {
            throw new IllegalArgumentException("a period is negative");
        }
    }
}
