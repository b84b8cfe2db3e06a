package net.voipbin.provisioning.topology;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import net.voipbin.provisioning.contract.TenantState;
import net.voipbin.provisioning.domain.Agent;
import net.voipbin.provisioning.domain.BillingAccount;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Tenant;
import net.voipbin.provisioning.translation.ResourceTranslation;

/** A customer as the state stores know it. */
record StoredTenant(TenantStores stores, UUID customerId, TenantState state) implements Tenant {

    @Override
    public Optional<Customer> customer() {
        return find(ResourceType.CUSTOMER, customerId, Customer.class);
    }

    @Override
    public Optional<Agent> agent(UUID id) {
        return find(ResourceType.AGENT, id, Agent.class);
    }

    @Override
    public Stream<Agent> agents() {
        return stores.resources(customerId, ResourceType.AGENT)
                .map(ResourceTranslation::toDomain)
                .map(Agent.class::cast);
    }

    @Override
    public Optional<BillingAccount> billingAccount(UUID id) {
        return find(ResourceType.BILLING_ACCOUNT, id, BillingAccount.class);
    }

    @Override
    public Optional<Instant> lastChange() {
        return Optional.ofNullable(state.getLastChange());
    }

    private <R> Optional<R> find(ResourceType type, UUID id, Class<R> resource) {
        return stores.resource(customerId, type, id)
                .map(ResourceTranslation::toDomain)
                .map(resource::cast);
    }
}
