package net.voipbin.provisioning.domain.customer;

import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;

/** Ends a tenant at once, with everything that it owns; personal data is erased and its unique values become free. */
public record DeleteCustomer() implements Request {

    @Override
    public Decision.Final decide(Situation situation) {
        return Transition.ofPlatform(situation, customer -> switch (customer.status()) {
            case INITIAL, ACTIVE, SUSPENDED, FROZEN -> CustomerEnd.begin(situation, customer, Customer.Status.DELETED);
            case DELETED, EXPIRED -> Decision.Applied.fulfilled(customer);
        });
    }
}
