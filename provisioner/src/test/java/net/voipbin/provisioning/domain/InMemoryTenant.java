package net.voipbin.provisioning.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A customer as the fold of its changes, in memory. Immutable. It keeps the last state of deleted resources, which the
 * look-ups of {@link Tenant} don't find, and refuses a change that can't follow what it has.
 */
public final class InMemoryTenant implements Tenant {

    public static final InMemoryTenant UNKNOWN = new InMemoryTenant(Map.of(), Optional.empty());

    private static final Comparator<Place> PLACES =
            Comparator.comparing(Place::type).thenComparing(place -> place.id().toString());
    private static final Comparator<Resource> ORDER = Comparator.comparing(Place::of, PLACES);

    private final Map<UUID, Resource> resources;
    private final Optional<Instant> lastChange;

    private InMemoryTenant(Map<UUID, Resource> resources, Optional<Instant> lastChange) {
        this.resources = resources;
        this.lastChange = lastChange;
    }

    /** The tenant after the decision's changes. */
    public InMemoryTenant evolve(Decision.Applied decision) {
        InMemoryTenant tenant = this;
        for (Change change : decision.changes()) {
            tenant = tenant.with(change.after());
        }
        return tenant;
    }

    /**
     * The tenant with another state of one resource, where the version follows on the one before.
     *
     * @throws IllegalStateException when it doesn't follow
     */
    public InMemoryTenant with(Resource resource) {
        Optional<Resource> before = Optional.ofNullable(resources.get(resource.id()));
        long follows = before.map(known -> known.revision().version()).orElse(0L) + 1;
        if (resource.revision().version() != follows) {
            throw new IllegalStateException(
                    "version " + resource.revision().version() + " where " + follows + " follows: " + resource);
        }
        if (before.isPresent() && !before.get().live()) {
            throw new IllegalStateException("changed after its deletion: " + resource);
        }
        Map<UUID, Resource> changed = new LinkedHashMap<>(resources);
        changed.put(resource.id(), resource);
        Instant time = resource.revision().tmUpdate().orElse(resource.revision().tmCreate());
        return new InMemoryTenant(
                changed, Optional.of(lastChange.filter(time::isBefore).orElse(time)));
    }

    /** Every resource that ever was, in its last state, in the order of their births. */
    public Stream<Resource> everyResource() {
        return resources.values().stream();
    }

    @Override
    public Optional<Customer> customer() {
        return everyResource()
                .flatMap(resource -> only(Customer.class, resource))
                .findFirst();
    }

    @Override
    public <R extends Resource> Optional<R> find(Class<R> type, UUID id) {
        return Optional.ofNullable(resources.get(id))
                .filter(resource -> resource.live() || resource instanceof Customer)
                .filter(type::isInstance)
                .map(type::cast);
    }

    public Optional<Agent> agent(UUID id) {
        return find(Agent.class, id);
    }

    public Stream<Agent> agents() {
        return live().flatMap(resource -> only(Agent.class, resource));
    }

    @Override
    public Optional<UUID> holder(UniqueKey key) {
        return live().filter(resource -> resource.uniqueKeys().contains(key))
                .map(Resource::id)
                .findFirst();
    }

    @Override
    public List<Referring> referrers(UUID id) {
        return live().flatMap(resource -> only(Referring.class, resource))
                .filter(resource -> resource.references().stream()
                        .anyMatch(reference -> reference.id().equals(id)))
                .toList();
    }

    @Override
    public long count(Quota quota) {
        return live().filter(resource -> resource.quotas().contains(quota)).count();
    }

    @Override
    public List<Resource> resources(Optional<Place> after, int most) {
        return live().filter(resource -> !(resource instanceof Customer))
                .sorted(ORDER)
                .filter(resource -> after.isEmpty() || PLACES.compare(Place.of(resource), after.get()) > 0)
                .limit(most)
                .toList();
    }

    @Override
    public Optional<Instant> lastChange() {
        return lastChange;
    }

    private Stream<Resource> live() {
        return everyResource().filter(Resource::live);
    }

    private static <T extends Resource> Stream<T> only(Class<T> type, Resource resource) {
        return type.isInstance(resource) ? Stream.of(type.cast(resource)) : Stream.empty();
    }
}
