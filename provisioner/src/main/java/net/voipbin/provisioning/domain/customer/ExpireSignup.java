package net.voipbin.provisioning.domain.customer;

import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;
import net.voipbin.provisioning.domain.Timer;

/** The time to verify a signup's e-mail is over: the account expires, and its e-mail is free again. */
public record ExpireSignup() implements Request {

    @Override
    public Decision.Final decide(Situation situation) {
        return Transition.ofPlatform(situation, customer -> switch (customer.status()) {
            case INITIAL ->
                Transition.due(situation, customer, Timer.Kind.EXPIRE_SIGNUP)
                        ? CustomerEnd.begin(situation, customer, Customer.Status.EXPIRED)
                        : Transition.invalid("The e-mail can still be verified.");
            case DELETED, EXPIRED -> Decision.Applied.fulfilled(customer);
            case ACTIVE, SUSPENDED, FROZEN -> Transition.invalid("The e-mail is verified.");
        });
    }
}
