package net.voipbin.provisioning.domain.customer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.voipbin.provisioning.domain.BillingAccount;
import net.voipbin.provisioning.domain.Change;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Resource;

/** What comes into being with a customer, in one change: its guest agent, its billing account, and what is given. */
final class TenantBirth {

    private TenantBirth() {}

    static Decision.Applied of(Customer customer, Instant time, List<Resource> further) {
        List<Change> changes = new ArrayList<>();
        changes.add(Change.created(customer));
        changes.add(Change.created(GuestAgent.of(customer.id(), time)));
        changes.add(Change.created(BillingAccount.of(customer.id(), time)));
        further.forEach(resource -> changes.add(Change.created(resource)));
        return Decision.Applied.of(changes);
    }
}
