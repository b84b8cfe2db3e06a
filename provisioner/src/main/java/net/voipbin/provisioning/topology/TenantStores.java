package net.voipbin.provisioning.topology;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.TenantState;
import net.voipbin.provisioning.contract.WaitingCommand;
import net.voipbin.provisioning.domain.Resource.Type;
import net.voipbin.provisioning.domain.Tenant.Place;
import net.voipbin.provisioning.domain.Timer;
import net.voipbin.provisioning.topic.Topics;
import net.voipbin.provisioning.vocabulary.ResultRetention;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of the customers of one partition: for each its progress, its live resources with an index of what
 * is unique and what refers to what, the commands that wait, the results that are remembered, and what time is to bring. Not thread-safe.
 */
final class TenantStores {

    /** For how long a command that comes again gets its result again, at least. */
    static final Duration REMEMBERED = ResultRetention.TIME;

    private static final Duration HALF_A_DAY = Duration.ofHours(12);
    static final String TENANTS = "tenants";
    static final String RESOURCES = "resources";
    private static final String MAILBOX = "mailbox";
    private static final String RESULTS = "results";
    private static final String INDEX = "index";
    private static final String SCHEDULE = "schedule";
    private static final byte[] PRESENT = {1};

    /** What a page of resources may hold, so that a few large ones fit into memory and into one transaction. */
    private static final long MOST_CHARACTERS_AT_ONCE = 8L << 20;

    private static final long FEW_CHARACTERS = 200;

    /** Room for a whole command; and what is deleted, and with it personal data, is gone from the changelog in a day. */
    private static final Map<String, String> CHANGELOG = Map.of(
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            Integer.toString(Topics.MAX_RECORD_BYTES),
            TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
            Long.toString(HALF_A_DAY.toMillis()),
            TopicConfig.SEGMENT_MS_CONFIG,
            Long.toString(HALF_A_DAY.toMillis()));

    private final KeyValueStore<Bytes, TenantState> tenants;
    private final KeyValueStore<Bytes, Resource> resources;
    private final KeyValueStore<Bytes, WaitingCommand> mailbox;
    private final WindowStore<Bytes, CommandResult> results;
    private final KeyValueStore<Bytes, byte[]> index;
    private final KeyValueStore<Bytes, byte[]> schedule;

    TenantStores(ProcessingContext context) {
        tenants = context.getStateStore(TENANTS);
        resources = context.getStateStore(RESOURCES);
        mailbox = context.getStateStore(MAILBOX);
        results = context.getStateStore(RESULTS);
        index = context.getStateStore(INDEX);
        schedule = context.getStateStore(SCHEDULE);
    }

    static Set<StoreBuilder<?>> builders(ContractSerdes serdes) {
        return Set.of(
                keyValue(TENANTS, TenantState.class, serdes),
                keyValue(RESOURCES, Resource.class, serdes),
                keyValue(MAILBOX, WaitingCommand.class, serdes),
                bytes(INDEX),
                bytes(SCHEDULE),
                Stores.windowStoreBuilder(
                                // Not for windows, but for their cheap end: whole segments expire.
                                Stores.persistentWindowStore(RESULTS, REMEMBERED, Duration.ofMillis(1), false),
                                Serdes.Bytes(),
                                serdes.serde(CommandResult.class))
                        .withLoggingEnabled(CHANGELOG));
    }

    /** The schemas of the stores' values, by store. */
    static Map<String, Schema> schemas() {
        return Map.of(
                TENANTS, TenantState.getClassSchema(),
                RESOURCES, Resource.getClassSchema(),
                MAILBOX, WaitingCommand.getClassSchema(),
                RESULTS, CommandResult.getClassSchema());
    }

    TenantState state(UUID customerId) {
        TenantState state = tenants.get(StoreKeys.tenant(customerId));
        return state == null ? TenantState.newBuilder().build() : state;
    }

    /** A customer that never was and has nothing waiting leaves no trace. */
    void put(UUID customerId, TenantState state) {
        boolean empty = state.getChangeSeq() == 0 && state.getMailboxFirst() == state.getMailboxNext();
        tenants.put(StoreKeys.tenant(customerId), empty ? null : state);
    }

    Optional<Resource> resource(UUID customerId, Type type, UUID id) {
        return Optional.ofNullable(resources.get(StoreKeys.resource(customerId, type, id)));
    }

    /**
     * Resources in the order of their keys, the customer among them.
     *
     * @param after the one behind which to begin
     * @param most at most so many; fewer where they are large, but one at least
     */
    List<Resource> resources(UUID customerId, Optional<Place> after, int most) {
        Bytes first = after.map(place -> StoreKeys.behind(customerId, place.type(), place.id()))
                .orElseGet(() -> StoreKeys.firstResource(customerId));
        List<Resource> found = new ArrayList<>();
        try (KeyValueIterator<Bytes, Resource> entries = resources.range(first, StoreKeys.lastResource(customerId))) {
            long weight = 0;
            while (entries.hasNext() && found.size() < most && weight < MOST_CHARACTERS_AT_ONCE) {
                Resource resource = entries.next().value;
                found.add(resource);
                weight += weight(resource);
            }
        }
        return found;
    }

    /** Roughly how many characters it holds, of the two types that may hold many. */
    private static long weight(Resource resource) {
        if (resource.getFlow() != null) {
            return resource.getFlow().getActions().stream()
                    .mapToLong(action -> action.getOption().length() + FEW_CHARACTERS)
                    .sum();
        }
        if (resource.getAgent() != null) {
            return FEW_CHARACTERS
                    * (resource.getAgent().getAddresses().size()
                            + (long) resource.getAgent().getTagIds().size());
        }
        return FEW_CHARACTERS;
    }

    void put(UUID customerId, Type type, UUID id, @Nullable Resource resource) {
        resources.put(StoreKeys.resource(customerId, type, id), resource);
    }

    Optional<UUID> holder(UUID customerId, byte[] uniqueKeyHash) {
        return Optional.ofNullable(index.get(StoreKeys.uniqueKey(customerId, uniqueKeyHash)))
                .map(bytes -> {
                    ByteBuffer holder = ByteBuffer.wrap(bytes);
                    return new UUID(holder.getLong(), holder.getLong());
                });
    }

    void putHolder(UUID customerId, byte[] uniqueKeyHash, UUID holder) {
        index.put(
                StoreKeys.uniqueKey(customerId, uniqueKeyHash),
                ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(holder.getMostSignificantBits())
                        .putLong(holder.getLeastSignificantBits())
                        .array());
    }

    void removeHolder(UUID customerId, byte[] uniqueKeyHash) {
        index.delete(StoreKeys.uniqueKey(customerId, uniqueKeyHash));
    }

    void putReference(UUID customerId, UUID referred, Place referrer) {
        index.put(StoreKeys.reference(customerId, referred, referrer.type(), referrer.id()), PRESENT);
    }

    void removeReference(UUID customerId, UUID referred, Place referrer) {
        index.delete(StoreKeys.reference(customerId, referred, referrer.type(), referrer.id()));
    }

    List<Place> referrers(UUID customerId, UUID referred) {
        List<Place> found = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> entries = index.range(
                StoreKeys.firstReference(customerId, referred), StoreKeys.lastReference(customerId, referred))) {
            entries.forEachRemaining(entry -> found.add(StoreKeys.referrer(entry.key)));
        }
        return found;
    }

    void putTimer(long fires, UUID customerId, Timer.Kind kind) {
        schedule.put(StoreKeys.timer(fires, customerId, kind), PRESENT);
    }

    void removeTimer(long fires, UUID customerId, Timer.Kind kind) {
        schedule.delete(StoreKeys.timer(fires, customerId, kind));
    }

    /** The timers that fire up to then, the first ones first. */
    List<Bytes> timersUpTo(long time, int most) {
        List<Bytes> found = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> entries =
                schedule.range(Bytes.wrap(new byte[0]), StoreKeys.timersUpTo(time))) {
            while (entries.hasNext() && found.size() < most) {
                found.add(entries.next().key);
            }
        }
        return found;
    }

    void removeTimer(Bytes timer) {
        schedule.delete(timer);
    }

    WaitingCommand waiting(UUID customerId, long number) {
        WaitingCommand waiting = mailbox.get(StoreKeys.waiting(customerId, number));
        if (waiting == null) {
            throw new IllegalStateException("the mailbox of customer " + customerId + " lacks number " + number);
        }
        return waiting;
    }

    void putWaiting(UUID customerId, long number, WaitingCommand waiting) {
        mailbox.put(StoreKeys.waiting(customerId, number), waiting);
    }

    void removeWaiting(UUID customerId, long number) {
        mailbox.delete(StoreKeys.waiting(customerId, number));
    }

    Optional<CommandResult> result(UUID customerId, UUID commandId) {
        try (WindowStoreIterator<CommandResult> found =
                results.fetch(StoreKeys.result(customerId, commandId), 0, Long.MAX_VALUE)) {
            return found.hasNext() ? Optional.of(found.next().value) : Optional.empty();
        }
    }

    /**
     * Remembers a result.
     *
     * @param received when the command came, in milliseconds since the epoch
     */
    void putResult(CommandResult result, long received) {
        results.put(StoreKeys.result(result.getCustomerId(), result.getCommandId()), result, received);
    }

    /**
     * Takes the resources out of a customer's remembered results, since they may tell of a person; what became of the
     * commands stays. Looks at a bounded number of them.
     *
     * @param from where to begin; what lies before it is erased
     * @param until the latest time at which a command came, in milliseconds since the epoch
     * @return where to go on; empty when all are erased
     */
    Optional<ResultPlace> eraseResults(UUID customerId, ResultPlace from, long until, int most) {
        int seen = 0;
        ResultPlace place = from;
        while (place.received() <= until) {
            List<KeyValue<Windowed<Bytes>, CommandResult>> found = resultsOfSegment(customerId, place, most - seen);
            found.stream()
                    .filter(entry -> tellsOfPerson(entry.value.getResource()))
                    .forEach(entry -> results.put(
                            entry.key.key(),
                            erased(entry.value),
                            entry.key.window().start()));
            seen += found.size();
            if (seen == most) {
                return Optional.of(place.at(found.getLast().value.getCommandId()));
            }
            place = place.nextSegment();
        }
        return Optional.empty();
    }

    private List<KeyValue<Windowed<Bytes>, CommandResult>> resultsOfSegment(
            UUID customerId, ResultPlace place, int most) {
        List<KeyValue<Windowed<Bytes>, CommandResult>> found = new ArrayList<>();
        try (KeyValueIterator<Windowed<Bytes>, CommandResult> entries = results.fetch(
                StoreKeys.result(customerId, place.commandId()),
                StoreKeys.result(customerId, new UUID(-1, -1)),
                place.received(),
                place.nextSegment().received() - 1)) {
            while (entries.hasNext() && found.size() < most) {
                found.add(entries.next());
            }
        }
        return found;
    }

    /**
     * A place among the results of a customer: the store keeps them in segments by the time at which their commands came,
     * and within one by the commands' ids.
     *
     * @param received in milliseconds since the epoch, the beginning of a segment
     */
    record ResultPlace(long received, UUID commandId) {

        private static final UUID FIRST = new UUID(0, 0);

        /** How the store cuts what it retains. */
        private static final long SEGMENT = REMEMBERED.toMillis() / 2;

        /** Before all results that may be remembered at that time. */
        static ResultPlace first(long now) {
            long segment = Math.max(0, now - REMEMBERED.toMillis()) / SEGMENT;
            return new ResultPlace(segment * SEGMENT, FIRST);
        }

        ResultPlace at(UUID commandId) {
            return new ResultPlace(received, commandId);
        }

        ResultPlace nextSegment() {
            return new ResultPlace(received + SEGMENT, FIRST);
        }
    }

    /** The result without what may tell of a person. */
    static CommandResult erased(CommandResult result) {
        return tellsOfPerson(result.getResource())
                ? CommandResult.newBuilder(result).setResource(null).build()
                : result;
    }

    /** All but a customer that has ended, which is erased. */
    private static boolean tellsOfPerson(@Nullable Resource resource) {
        return resource != null
                && (resource.getCustomer() == null || resource.getCustomer().getTmDelete() == null);
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> bytes(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingEnabled(CHANGELOG);
    }

    private static <V extends SpecificRecord> StoreBuilder<KeyValueStore<Bytes, V>> keyValue(
            String name, Class<V> type, ContractSerdes serdes) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), serdes.serde(type))
                .withLoggingEnabled(CHANGELOG);
    }
}
