package net.voipbin.provisioning.topology;

import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.TenantState;
import net.voipbin.provisioning.contract.WaitingCommand;
import net.voipbin.provisioning.topic.Topics;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of the customers of one partition: for each its progress, its live resources, the commands that wait
 * and the results that are remembered. Not thread-safe.
 */
final class TenantStores {

    /** For how long a command that comes again gets its result again, at least. */
    static final Duration REMEMBERED = Duration.ofDays(8);

    private static final Duration HALF_A_DAY = Duration.ofHours(12);
    private static final String TENANTS = "tenants";
    private static final String RESOURCES = "resources";
    private static final String MAILBOX = "mailbox";
    private static final String RESULTS = "results";

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

    TenantStores(ProcessingContext context) {
        tenants = context.getStateStore(TENANTS);
        resources = context.getStateStore(RESOURCES);
        mailbox = context.getStateStore(MAILBOX);
        results = context.getStateStore(RESULTS);
    }

    static Set<StoreBuilder<?>> builders(ContractSerdes serdes) {
        return Set.of(
                keyValue(TENANTS, TenantState.class, serdes),
                keyValue(RESOURCES, Resource.class, serdes),
                keyValue(MAILBOX, WaitingCommand.class, serdes),
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

    Optional<Resource> resource(UUID customerId, ResourceType type, UUID id) {
        return Optional.ofNullable(resources.get(StoreKeys.resource(customerId, type, id)));
    }

    /** All of a type; close it. */
    Stream<Resource> resources(UUID customerId, ResourceType type) {
        KeyValueIterator<Bytes, Resource> found =
                resources.range(StoreKeys.firstOf(customerId, type), StoreKeys.lastOf(customerId, type));
        return stream(found).map(entry -> entry.value).onClose(found::close);
    }

    void put(UUID customerId, ResourceType type, UUID id, @Nullable Resource resource) {
        resources.put(StoreKeys.resource(customerId, type, id), resource);
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

    private static <V extends SpecificRecord> StoreBuilder<KeyValueStore<Bytes, V>> keyValue(
            String name, Class<V> type, ContractSerdes serdes) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), serdes.serde(type))
                .withLoggingEnabled(CHANGELOG);
    }

    private static <V> Stream<KeyValue<Bytes, V>> stream(Iterator<KeyValue<Bytes, V>> entries) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(entries, Spliterator.ORDERED), false);
    }
}
