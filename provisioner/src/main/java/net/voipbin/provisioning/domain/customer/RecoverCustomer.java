package net.voipbin.provisioning.domain.customer;

import java.util.ArrayList;
import java.util.List;
import net.voipbin.provisioning.domain.Authority;
import net.voipbin.provisioning.domain.BillingAccount;
import net.voipbin.provisioning.domain.Change;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Happening;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;

/** Undoes a freeze: the account is again what it was before, active or suspended. */
public record RecoverCustomer() implements Request {

    @Override
    public Decision.Final decide(Situation situation) {
        return Transition.ofOwner(situation, customer -> switch (customer.status()) {
            case FROZEN -> recovered(situation, customer);
            case ACTIVE -> Decision.Applied.fulfilled(customer);
            case SUSPENDED ->
                Authority.requireWritable(situation, customer)
                        .map(Rejection::decision)
                        .orElseGet(RecoverCustomer::notFrozen);
            case INITIAL, DELETED, EXPIRED -> notFrozen();
        });
    }

    private static Decision.Final notFrozen() {
        return Transition.invalid("Only a frozen account can be recovered.");
    }

    private static Decision.Final recovered(Situation situation, Customer customer) {
        List<Change> changes = new ArrayList<>();
        changes.add(Change.of(
                Happening.RECOVERED, customer, customer.with(customer.standing().recovered()), situation.time()));
        situation
                .tenant()
                .billingAccount(customer.id())
                .ifPresent(account -> changes.add(
                        Change.updated(account, account.with(BillingAccount.Status.ACTIVE), situation.time())));
        return Decision.Applied.of(changes);
    }
}
