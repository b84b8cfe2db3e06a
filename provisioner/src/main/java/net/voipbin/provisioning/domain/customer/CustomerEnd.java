package net.voipbin.provisioning.domain.customer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.domain.Agent;
import net.voipbin.provisioning.domain.BillingAccount;
import net.voipbin.provisioning.domain.Change;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Happening;
import net.voipbin.provisioning.domain.Resource;
import net.voipbin.provisioning.domain.Situation;
import net.voipbin.provisioning.domain.Tenant;

/**
 * What ends with a customer: everything. The first change ends the customer, its guest agent, its billing account and as
 * much else as one change may hold; the rest follows in further changes of that size.
 */
public final class CustomerEnd {

    /** How many resources one change deletes, besides the first one's three. */
    public static final int MOST_AT_ONCE = 500;

    private CustomerEnd() {}

    static Decision.Applied begin(Situation situation, Customer customer, Customer.Status end) {
        Happening happening = end == Customer.Status.EXPIRED ? Happening.EXPIRED : Happening.DELETED;
        Instant time = situation.time();
        Tenant tenant = situation.tenant();
        UUID guestId = GuestAgent.idOf(customer.id());
        List<Change> changes = new ArrayList<>();
        changes.add(Change.ended(happening, customer, customer.ended(end), time));
        tenant.find(Agent.class, guestId).ifPresent(guest -> changes.add(deleted(guest, time)));
        tenant.billingAccount(customer.id()).ifPresent(account -> changes.add(deleted(account, time)));
        tenant.resources(Optional.empty(), MOST_AT_ONCE).stream()
                .filter(resource -> !resource.id().equals(guestId) && !(resource instanceof BillingAccount))
                .forEach(resource -> changes.add(deleted(resource, time)));
        return Decision.Applied.of(changes);
    }

    /**
     * The next of an ended customer's resources to go; empty where none is left.
     *
     * @param after the last that went
     */
    public static Optional<Decision.Applied> goOn(Tenant tenant, Customer ended, Optional<Tenant.Place> after) {
        Instant time = ended.revision().tmDelete().orElseThrow();
        List<Change> changes = tenant.resources(after, MOST_AT_ONCE).stream()
                .map(resource -> deleted(resource, time))
                .toList();
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of(new Decision.Applied(ended, changes, List.of(), List.of()).withRemovedCredentials());
    }

    private static Change deleted(Resource resource, Instant time) {
        return Change.deleted(resource, resource.ended(), time);
    }
}
