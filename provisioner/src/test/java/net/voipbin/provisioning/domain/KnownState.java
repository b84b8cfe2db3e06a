package net.voipbin.provisioning.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * All that is known after a step, of all customers: what invariants are about.
 *
 * @param credentials what is kept of secrets, by the id of what they belong to
 * @param endedWithCustomer what ended because its customer did, which is erased; what ended before is not kept
 */
record KnownState(
        Map<UUID, InMemoryTenant> tenants,
        InMemoryClaims claims,
        Map<UUID, Credential> credentials,
        Set<UUID> endedWithCustomer,
        UUID platformId,
        Periods periods) {

    Stream<Customer> customers() {
        return tenants.values().stream().flatMap(tenant -> tenant.customer().stream());
    }

    Stream<Customer> liveCustomers() {
        return customers().filter(Customer::live);
    }

    Stream<Resource> everything() {
        return tenants.values().stream().flatMap(InMemoryTenant::everyResource);
    }

    Stream<Resource> living() {
        return everything().filter(Resource::live);
    }

    <R extends Resource> Stream<R> living(Class<R> type) {
        return living().filter(type::isInstance).map(type::cast);
    }

    <R extends Resource> List<R> livingOf(UUID customerId, Class<R> type) {
        return tenant(customerId)
                .everyResource()
                .filter(Resource::live)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    InMemoryTenant tenant(UUID customerId) {
        return tenants.getOrDefault(customerId, InMemoryTenant.UNKNOWN);
    }

    Optional<Credential> credential(UUID id) {
        return Optional.ofNullable(credentials.get(id));
    }
}
