package net.voipbin.provisioning.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What comes into being with a customer, in one change: its guest agent and its billing account. */
final class TenantBirth {

    private TenantBirth() {}

    static Decision.Applied of(UUID customerId, Profile profile, Instant time, List<Agent> furtherAgents) {
        Change customer = Customer.create(customerId, time, profile).created();
        List<Change> changes = new ArrayList<>();
        changes.add(customer);
        changes.add(GuestAgent.of(customerId, time).created());
        changes.add(BillingAccount.of(customerId, time).created());
        furtherAgents.forEach(agent -> changes.add(agent.created()));
        return new Decision.Applied(customer.resource(), changes, List.of());
    }
}
