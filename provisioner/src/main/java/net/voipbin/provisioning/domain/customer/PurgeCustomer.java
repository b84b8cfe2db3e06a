package net.voipbin.provisioning.domain.customer;

import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;
import net.voipbin.provisioning.domain.Timer;

/** The time to recover a frozen account is over: it is deleted, and personal data erased. */
public record PurgeCustomer() implements Request {

    @Override
    public Decision.Final decide(Situation situation) {
        return Transition.ofPlatform(situation, customer -> switch (customer.status()) {
            case FROZEN ->
                Transition.due(situation, customer, Timer.Kind.PURGE_CUSTOMER)
                        ? CustomerEnd.begin(situation, customer, Customer.Status.DELETED)
                        : Transition.invalid("The account can still be recovered.");
            case DELETED, EXPIRED -> Decision.Applied.fulfilled(customer);
            case INITIAL, ACTIVE, SUSPENDED -> Transition.invalid("The account is not frozen.");
        });
    }
}
