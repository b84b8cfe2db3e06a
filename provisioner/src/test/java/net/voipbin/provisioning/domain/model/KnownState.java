package net.voipbin.provisioning.domain.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import net.voipbin.provisioning.domain.Credential;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.InMemoryClaims;
import net.voipbin.provisioning.domain.InMemoryTenant;
import net.voipbin.provisioning.domain.Periods;
import net.voipbin.provisioning.domain.Resource;

/**
 * All that is known after a step: what invariants are about. Those of a single customer are asked about the one whose
 * turn it was; the others' states are the very objects that were there when it was their turn.
 *
 * @param tenants all customers
 * @param turn the customer whose turn it was
 * @param credentials what is kept of secrets, by the id of what they belong to
 * @param endedWithCustomer what ended because its customer did, which is erased; what ended before is not kept
 */
record KnownState(
        Map<UUID, InMemoryTenant> tenants,
        UUID turn,
        InMemoryClaims claims,
        Map<UUID, Credential> credentials,
        Set<UUID> endedWithCustomer,
        UUID platformId,
        Periods periods) {

    InMemoryTenant tenant() {
        return tenants.getOrDefault(turn, InMemoryTenant.UNKNOWN);
    }

    Optional<Customer> customer() {
        return tenant().customer();
    }

    Optional<Customer> liveCustomer() {
        return customer().filter(Customer::live);
    }

    /** What the customer has and had. */
    Stream<Resource> everything() {
        return tenant().everyResource();
    }

    Stream<Resource> living() {
        return everything().filter(Resource::live);
    }

    <R extends Resource> List<R> living(Class<R> type) {
        return ofType(living(), type).toList();
    }

    <R extends Resource> Stream<R> livingOfAll(Class<R> type) {
        Stream<Resource> all = tenants.values().stream().flatMap(InMemoryTenant::everyResource);
        return ofType(all.filter(Resource::live), type);
    }

    Optional<Credential> credential(UUID id) {
        return Optional.ofNullable(credentials.get(id));
    }

    private static <R extends Resource> Stream<R> ofType(Stream<Resource> resources, Class<R> type) {
        return resources.filter(type::isInstance).map(type::cast);
    }
}
