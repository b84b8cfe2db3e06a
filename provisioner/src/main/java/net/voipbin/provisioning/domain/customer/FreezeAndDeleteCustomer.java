package net.voipbin.provisioning.domain.customer;

import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;

/** The owner leaves at once, without the time in which to recover. */
public record FreezeAndDeleteCustomer() implements Request {

    @Override
    public Decision.Final decide(Situation situation) {
        return Transition.ofOwner(situation, customer -> switch (customer.status()) {
            case ACTIVE, SUSPENDED, FROZEN -> CustomerEnd.begin(situation, customer, Customer.Status.DELETED);
            case DELETED, EXPIRED -> Decision.Applied.fulfilled(customer);
            case INITIAL -> Transition.invalid("The account's e-mail is not verified.");
        });
    }
}
