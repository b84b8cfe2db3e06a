package net.voipbin.provisioning.domain;

import java.time.Instant;
import java.util.UUID;
import net.voipbin.provisioning.domain.text.DerivedId;

/**
 * All that a decision may depend on.
 *
 * @param time the time of the change, if there is one: never before the customer's latest change
 * @param platformCustomerId the platform's own customer
 */
public record Situation(
        Tenant tenant,
        Command command,
        Instant time,
        UUID platformCustomerId,
        Periods periods,
        VerificationTokens verificationTokens) {

    public UUID customerId() {
        return command.customerId();
    }

    public boolean concernsPlatform() {
        return customerId().equals(platformCustomerId);
    }

    /** The id of what the command brings into being: nobody can choose it, and a command decided again makes the same. */
    public UUID newId(Resource.Type type) {
        return newId(type.published());
    }

    /** The id of a part of what the command brings into being. */
    public UUID newId(String role) {
        return DerivedId.of(customerId(), role + "/" + command.commandId());
    }
}
