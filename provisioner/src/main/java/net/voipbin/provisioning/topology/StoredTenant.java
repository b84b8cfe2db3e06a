package net.voipbin.provisioning.topology;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.contract.TenantState;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Quota;
import net.voipbin.provisioning.domain.Referring;
import net.voipbin.provisioning.domain.Resource;
import net.voipbin.provisioning.domain.Tenant;
import net.voipbin.provisioning.domain.UniqueKey;
import net.voipbin.provisioning.topology.store.TenantStores;
import net.voipbin.provisioning.translation.ResourceTranslation;

/**
 * A customer as the state stores know it, for one decision: what was found is found again, whatever is written meanwhile.
 * Not thread-safe.
 */
final class StoredTenant implements Tenant {

    private final TenantStores stores;
    private final HashedUniqueKeys hashedUniqueKeys;
    private final UUID customerId;
    private final TenantState state;
    private final Map<Place, Optional<Resource>> known = new HashMap<>();

    StoredTenant(TenantStores stores, HashedUniqueKeys hashedUniqueKeys, UUID customerId, TenantState state) {
        this.stores = stores;
        this.hashedUniqueKeys = hashedUniqueKeys;
        this.customerId = customerId;
        this.state = state;
    }

    @Override
    public Optional<Customer> customer() {
        return find(Customer.class, customerId);
    }

    @Override
    public <R extends Resource> Optional<R> find(Class<R> type, UUID id) {
        return find(new Place(Resource.Type.of(type), id)).map(type::cast);
    }

    @Override
    public Optional<UUID> holder(UniqueKey key) {
        return stores.index().holder(customerId, hashedUniqueKeys.of(key));
    }

    @Override
    public List<Referring> referrers(UUID id) {
        return stores.index().referrers(customerId, id).stream()
                .map(place -> find(place).map(Referring.class::cast).orElseThrow())
                .toList();
    }

    @Override
    public long count(Quota quota) {
        return state.getCounts().getOrDefault(quota.published(), 0L);
    }

    @Override
    public List<Resource> resources(Optional<Place> after, int most) {
        // One more, since the customer may be among them.
        return stores.resources().page(customerId, after, most + 1).stream()
                .map(ResourceTranslation::toDomain)
                .filter(resource -> !(resource instanceof Customer))
                .limit(most)
                .toList();
    }

    @Override
    public Optional<Instant> lastChange() {
        return Optional.ofNullable(state.getLastChange());
    }

    private Optional<Resource> find(Place place) {
        return known.computeIfAbsent(
                place,
                unknown -> stores.resources()
                        .find(customerId, unknown.type(), unknown.id())
                        .map(ResourceTranslation::toDomain));
    }
}
