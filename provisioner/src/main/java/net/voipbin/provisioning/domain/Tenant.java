package net.voipbin.provisioning.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is known of one customer when a command on it is decided. Look-ups, not a whole: a customer may own more than
 * fits in memory. Only live resources are found, but for the customer itself, which stays known when it is deleted.
 */
public interface Tenant {

    Optional<Customer> customer();

    <R extends Resource> Optional<R> find(Class<R> type, UUID id);

    /** The live resource that has the value. */
    Optional<UUID> holder(UniqueKey key);

    /** All live resources that refer to this one. */
    List<Referring> referrers(UUID id);

    /** How many live resources count against it. */
    long count(Quota quota);

    /**
     * The live resources but for the customer, in an order that stays.
     *
     * @param after the place behind which to begin; empty for the beginning
     * @param most at most so many
     */
    List<Resource> resources(Optional<Place> after, int most);

    /** The time of the customer's latest change. */
    Optional<Instant> lastChange();

    /** The customer's one account, as long as it lives. */
    default Optional<BillingAccount> billingAccount(UUID customerId) {
        return find(BillingAccount.class, BillingAccount.idOf(customerId));
    }

    /** Where a resource stands in the order of its customer's. Immutable. */
    record Place(Resource.Type type, UUID id) {
        public static Place of(Resource resource) {
            return new Place(resource.type(), resource.id());
        }
    }
}
