package net.voipbin.provisioning.domain;

import java.util.Optional;

/**
 * Lifts a suspension.
 *
 * @param suspendedFor where it is given, only a suspension for this reason is lifted, and any other stays
 */
public record ReactivateCustomer(Optional<String> suspendedFor) implements Request {

    @Override
    public Decision.Final decide(Situation situation) {
        return Transition.ofPlatform(situation, customer -> switch (customer.status()) {
            case SUSPENDED ->
                concerns(customer)
                        ? Decision.Applied.of(Change.of(
                                Happening.REACTIVATED,
                                customer,
                                customer.with(customer.standing().reactivated(), situation.time())))
                        : Decision.Applied.fulfilled(customer);
            case ACTIVE -> Decision.Applied.fulfilled(customer);
            case INITIAL, FROZEN, DELETED, EXPIRED ->
                Transition.invalid("Only a suspended account can be reactivated.");
        });
    }

    private boolean concerns(Customer customer) {
        return suspendedFor.isEmpty() || suspendedFor.equals(customer.standing().suspensionReason());
    }
}
