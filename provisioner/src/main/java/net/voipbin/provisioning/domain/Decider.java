package net.voipbin.provisioning.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * The core's one entrance: state, command and time to a decision. Pure and thread-safe.
 *
 * @param platformCustomerId the platform's own customer
 */
public record Decider(UUID platformCustomerId) {

    /**
     * What becomes of the command.
     *
     * @param received when the broker took the command
     * @param claims what has been answered so far; none at first
     */
    public Decision decide(Tenant tenant, Command command, Instant received, ClaimAnswers claims) {
        Situation situation =
                new Situation(tenant, command, timeOfChange(tenant, command, received), claims, platformCustomerId);
        return command.request().decide(situation);
    }

    /** The publisher's time, as far as the broker's clock and the customer's own history bear it out. */
    public static Instant timeOfChange(Tenant tenant, Command command, Instant received) {
        Instant latest = received.plusMillis(1);
        Instant time = command.time().isAfter(latest) ? latest : command.time();
        return tenant.lastChange().filter(time::isBefore).orElse(time);
    }
}
