package net.voipbin.provisioning.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * All that a decision may depend on.
 *
 * @param time the time of the change, if there is one: never before the customer's latest change
 * @param claims the answers that have come so far for this command
 * @param platformCustomerId the platform's own customer
 */
public record Situation(Tenant tenant, Command command, Instant time, ClaimAnswers claims, UUID platformCustomerId) {

    public UUID customerId() {
        return command.customerId();
    }

    public boolean concernsPlatform() {
        return customerId().equals(platformCustomerId);
    }
}
