package net.voipbin.provisioning.topology.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.domain.Resource.Type;
import net.voipbin.provisioning.domain.Tenant.Place;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Every customer's live resources, and the customer itself, also when it has ended. Not thread-safe. */
public record StoredResources(KeyValueStore<Bytes, Resource> store) {

    public static final String NAME = "resources";

    /** What a page of resources may hold, so that a few large ones fit into memory and into one transaction. */
    private static final long MAX_CHARACTERS_PER_PAGE = 8L << 20;

    private static final long SMALL_CHARACTERS = 200;

    /** The resource; empty where it does not live. */
    public Optional<Resource> find(UUID customerId, Type type, UUID id) {
        return Optional.ofNullable(store.get(StoreKeys.resource(customerId, type, id)));
    }

    /**
     * Resources in the order of their keys, the customer among them.
     *
     * @param after the one behind which to begin
     * @param most at most so many; fewer where they are large, but one at least
     */
    public List<Resource> page(UUID customerId, Optional<Place> after, int most) {
        Bytes first = after.map(place -> StoreKeys.behind(customerId, place.type(), place.id()))
                .orElseGet(() -> StoreKeys.firstResource(customerId));
        List<Resource> found = new ArrayList<>();
        try (KeyValueIterator<Bytes, Resource> entries = store.range(first, StoreKeys.lastResource(customerId))) {
            long weight = 0;
            while (entries.hasNext() && found.size() < most && weight < MAX_CHARACTERS_PER_PAGE) {
                Resource resource = entries.next().value;
                found.add(resource);
                weight += weight(resource);
            }
        }
        return found;
    }

    /** Keeps the resource; null forgets it. */
    public void put(UUID customerId, Type type, UUID id, @Nullable Resource resource) {
        store.put(StoreKeys.resource(customerId, type, id), resource);
    }

    /** Roughly how many characters it holds, of the two types that may hold many. */
    private static long weight(Resource resource) {
        if (resource.getFlow() != null) {
            return resource.getFlow().getActions().stream()
                    .mapToLong(action -> action.getOption().length() + SMALL_CHARACTERS)
                    .sum();
        }
        if (resource.getAgent() != null) {
            return SMALL_CHARACTERS
                    * (resource.getAgent().getAddresses().size()
                            + (long) resource.getAgent().getTagIds().size());
        }
        return SMALL_CHARACTERS;
    }
}
