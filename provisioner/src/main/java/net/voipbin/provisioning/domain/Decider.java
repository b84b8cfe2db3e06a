package net.voipbin.provisioning.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * The core's one entrance: state, command and time to a decision. Pure and thread-safe.
 *
 * @param platformCustomerId the platform's own customer
 */
public record Decider(UUID platformCustomerId, Periods periods, VerificationTokens verificationTokens) {

    /**
     * What becomes of the command.
     *
     * @param time the time of the change, by {@link #timeOfChange}
     * @param claims what has been answered so far; none at first
     */
    public Decision decide(Tenant tenant, Command command, Instant time, ClaimAnswers claims) {
        Situation situation = new Situation(tenant, command, time, platformCustomerId, periods, verificationTokens);
        return switch (command.request().decide(situation)) {
            case Decision.Rejected rejected -> rejected;
            case Decision.Applied applied ->
                new Invariants(tenant, command.customerId(), claims).allow(applied.withRemovedCredentials());
        };
    }

    /** How long a command may be under way to the broker: what is dated further back has a wrong clock. */
    static final Duration LONGEST_WAY = Duration.ofMinutes(10);

    /** The publisher's time, as far as the broker's clock and the customer's own history bear it out. */
    public static Instant timeOfChange(Tenant tenant, Command command, Instant received) {
        Instant latest = received.plusMillis(1);
        Instant earliest = received.minus(LONGEST_WAY);
        Instant issued = command.time().isBefore(earliest) ? earliest : command.time();
        Instant time = issued.isAfter(latest) ? latest : issued;
        return tenant.lastChange().filter(time::isBefore).orElse(time);
    }
}
