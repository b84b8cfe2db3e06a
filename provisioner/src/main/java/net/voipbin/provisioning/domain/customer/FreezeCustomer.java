package net.voipbin.provisioning.domain.customer;

import java.util.ArrayList;
import java.util.List;
import net.voipbin.provisioning.domain.BillingAccount;
import net.voipbin.provisioning.domain.Change;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Happening;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;

/** The owner's wish to leave: the account is frozen, and deleted after a time in which it can be recovered. */
public record FreezeCustomer() implements Request {

    @Override
    public Decision.Final decide(Situation situation) {
        return Transition.ofOwner(situation, customer -> switch (customer.status()) {
            case ACTIVE, SUSPENDED -> frozen(situation, customer);
            case FROZEN -> Decision.Applied.fulfilled(customer);
            case INITIAL, DELETED, EXPIRED -> Transition.invalid("Only an active or suspended account can be frozen.");
        });
    }

    private static Decision.Final frozen(Situation situation, Customer customer) {
        List<Change> changes = new ArrayList<>();
        changes.add(Change.of(
                Happening.FROZEN,
                customer,
                customer.with(customer.standing().frozen(situation.time())),
                situation.time()));
        situation
                .tenant()
                .billingAccount(customer.id())
                .ifPresent(account -> changes.add(
                        Change.updated(account, account.with(BillingAccount.Status.FROZEN), situation.time())));
        return Decision.Applied.of(changes);
    }
}
