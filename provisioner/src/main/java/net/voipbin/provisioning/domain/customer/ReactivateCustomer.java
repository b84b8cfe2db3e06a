package net.voipbin.provisioning.domain.customer;

import java.util.Optional;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Happening;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;

/**
 * Lifts a suspension.
 *
 * @param suspendedFor where it is given, only a suspension for this reason is lifted, beneath a freeze too, and any
 *     other stays
 */
public record ReactivateCustomer(Optional<String> suspendedFor) implements Request {

    @Override
    public Decision.Final decide(Situation situation) {
        return Transition.ofPlatform(situation, customer -> switch (customer.status()) {
            case SUSPENDED ->
                concerns(customer)
                        ? Decision.Applied.updated(
                                Happening.REACTIVATED,
                                situation,
                                customer,
                                customer.with(customer.standing().reactivated()))
                        : Decision.Applied.fulfilled(customer);
            case ACTIVE -> Decision.Applied.fulfilled(customer);
            case FROZEN -> suspendedFor.isPresent() ? beneathFreeze(situation, customer) : notSuspended();
            case INITIAL, DELETED, EXPIRED -> notSuspended();
        });
    }

    private static Decision.Final notSuspended() {
        return Transition.invalid("Only a suspended account can be reactivated.");
    }

    /** The freeze stays; recovery then leads to an active account. */
    private Decision.Final beneathFreeze(Situation situation, Customer customer) {
        return concerns(customer)
                ? Decision.Applied.updated(
                        situation, customer, customer.with(customer.standing().unsuspended()))
                : Decision.Applied.fulfilled(customer);
    }

    private boolean concerns(Customer customer) {
        return suspendedFor.isEmpty() || suspendedFor.equals(customer.standing().suspensionReason());
    }
}
