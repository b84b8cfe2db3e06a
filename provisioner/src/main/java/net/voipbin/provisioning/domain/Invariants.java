package net.voipbin.provisioning.domain;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What holds across resources, whatever command brings a change about: references are live, values within a customer
 * unique, plans' limits kept, values across customers claimed. Seen to here for every change, so that no command can
 * forget it.
 */
public record Invariants(Tenant tenant, UUID customerId, ClaimAnswers answers) {

    /** The decision itself, or what stands in its way. */
    Decision allow(Decision.Applied applied) {
        return secondBirth(applied.changes())
                .or(() -> danglingReference(applied.changes()))
                .or(() -> takenKey(applied.changes()))
                .or(() -> exceededQuota(applied.changes()))
                .<Decision>map(Decision.Rejected::new)
                .or(() -> answers.obstacle(
                        gained(applied.changes(), Resource::claims).toList()))
                .orElse(applied);
    }

    /** A creation that comes again after its result is forgotten: its ids follow from it, so what it made lives already. */
    private Optional<Rejection> secondBirth(List<Change> changes) {
        return changes.stream()
                .filter(change -> change.before().isEmpty())
                .map(Change::after)
                .filter(resource ->
                        tenant.find(resource.getClass(), resource.id()).isPresent())
                .findFirst()
                .map(resource -> Rejection.of(Reason.STATE_INVALID, "The command was carried out long ago."));
    }

    private Optional<Rejection> danglingReference(List<Change> changes) {
        return gained(changes, Resource::references)
                .filter(reference -> !lives(reference, changes))
                .findFirst()
                .map(reference -> Rejection.ofField(
                        Reason.REFERENCE_INVALID, reference.field(), reference.field() + " refers to nothing."));
    }

    private boolean lives(Reference reference, List<Change> changes) {
        return changes.stream()
                .map(Change::after)
                .filter(resource -> resource.id().equals(reference.id()) && resource.type() == reference.type())
                .findFirst()
                .map(Resource::live)
                .orElseGet(() ->
                        tenant.find(reference.type().resource(), reference.id()).isPresent());
    }

    private Optional<Rejection> takenKey(List<Change> changes) {
        for (Change change : changes) {
            for (UniqueKey key : change.gained(Resource::uniqueKeys)) {
                boolean taken = tenant.holder(key)
                        .filter(holder -> !holder.equals(change.after().id()))
                        .filter(holder -> !losesKey(changes, holder, key))
                        .isPresent();
                if (taken) {
                    return Optional.of(key.refusal());
                }
            }
        }
        return Optional.empty();
    }

    private static boolean losesKey(List<Change> changes, UUID holder, UniqueKey key) {
        return changes.stream()
                .filter(change -> change.after().id().equals(holder))
                .anyMatch(change -> change.lost(Resource::uniqueKeys).contains(key));
    }

    private Optional<Rejection> exceededQuota(List<Change> changes) {
        Map<Quota, Long> more = new EnumMap<>(Quota.class);
        gained(changes, Resource::quotas).forEach(quota -> more.merge(quota, 1L, Long::sum));
        lost(changes, Resource::quotas).forEach(quota -> more.merge(quota, -1L, Long::sum));
        for (Map.Entry<Quota, Long> entry : more.entrySet()) {
            long count = tenant.count(entry.getKey());
            PlanType plan = plan(changes);
            if (entry.getValue() > 0 && entry.getKey().exceededBy(count + entry.getValue(), plan)) {
                return Optional.of(entry.getKey().refusal(plan, count));
            }
        }
        return Optional.empty();
    }

    private PlanType plan(List<Change> changes) {
        return changes.stream()
                .map(Change::after)
                .filter(BillingAccount.class::isInstance)
                .map(BillingAccount.class::cast)
                .findFirst()
                .or(() -> tenant.billingAccount(customerId))
                .map(BillingAccount::planType)
                .orElse(PlanType.FREE);
    }

    private static <T> Stream<T> gained(List<Change> changes, java.util.function.Function<Resource, List<T>> property) {
        return changes.stream().flatMap(change -> change.gained(property).stream());
    }

    private static <T> Stream<T> lost(List<Change> changes, java.util.function.Function<Resource, List<T>> property) {
        return changes.stream().flatMap(change -> change.lost(property).stream());
    }
}
