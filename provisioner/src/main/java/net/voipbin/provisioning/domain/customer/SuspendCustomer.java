package net.voipbin.provisioning.domain.customer;

import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Field;
import net.voipbin.provisioning.domain.Happening;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;

/**
 * Takes a tenant's right to write, for a reason; what it owns stays untouched.
 *
 * @param keepReason whether a customer that is suspended already keeps the reason it is suspended for
 */
public record SuspendCustomer(String reason, boolean keepReason) implements Request {

    @Override
    public Decision.Final decide(Situation situation) {
        return Transition.ofPlatform(
                situation,
                customer -> Field.text("reason", reason, Field.MAX_NAME)
                        .map(Rejection::decision)
                        .orElseGet(() -> suspended(situation, customer)));
    }

    private Decision.Final suspended(Situation situation, Customer customer) {
        Customer suspended = customer.with(customer.standing().suspended(reason));
        return switch (customer.status()) {
            case ACTIVE -> Decision.Applied.updated(Happening.SUSPENDED, situation, customer, suspended);
            case SUSPENDED ->
                keepReason
                        ? Decision.Applied.fulfilled(customer)
                        : Decision.Applied.updated(situation, customer, suspended);
            case INITIAL, FROZEN, DELETED, EXPIRED -> Transition.invalid("Only an active account can be suspended.");
        };
    }
}
