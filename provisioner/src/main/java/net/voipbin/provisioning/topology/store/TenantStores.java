package net.voipbin.provisioning.topology.store;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.TenantState;
import net.voipbin.provisioning.contract.WaitingCommand;
import net.voipbin.provisioning.topic.Topics;
import net.voipbin.provisioning.vocabulary.ResultRetention;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The state stores of one partition's customers. Not thread-safe.
 *
 * @param states how far each customer has come
 * @param resources the live resources, and customers that have ended
 * @param waiting the commands in mailboxes
 * @param results what became of commands, for as long as it is remembered
 * @param index who has a unique value, and what refers to what
 * @param timers what time is to bring
 */
public record TenantStores(
        TenantStates states,
        StoredResources resources,
        WaitingCommands waiting,
        RememberedResults results,
        ResourceIndex index,
        StoredTimers timers) {

    private static final Duration HALF_A_DAY = Duration.ofHours(12);

    /** Room for a whole command; and what is deleted, and with it personal data, is gone from the changelog in a day. */
    private static final Map<String, String> CHANGELOG = Map.of(
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            Integer.toString(Topics.MAX_RECORD_BYTES),
            TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
            Long.toString(HALF_A_DAY.toMillis()),
            TopicConfig.SEGMENT_MS_CONFIG,
            Long.toString(HALF_A_DAY.toMillis()));

    /** The stores of the task that has the context. */
    public static TenantStores of(ProcessingContext context) {
        return new TenantStores(
                new TenantStates(context.getStateStore(TenantStates.NAME)),
                new StoredResources(context.getStateStore(StoredResources.NAME)),
                new WaitingCommands(context.getStateStore(WaitingCommands.NAME)),
                new RememberedResults(context.getStateStore(RememberedResults.NAME)),
                new ResourceIndex(context.getStateStore(ResourceIndex.NAME)),
                new StoredTimers(context.getStateStore(StoredTimers.NAME)));
    }

    /** All stores with their changelogs. */
    public static Set<StoreBuilder<?>> builders(ContractSerdes serdes) {
        return Set.of(
                keyValue(TenantStates.NAME, serdes.serde(TenantState.class)),
                keyValue(StoredResources.NAME, serdes.serde(Resource.class)),
                keyValue(WaitingCommands.NAME, serdes.serde(WaitingCommand.class)),
                keyValue(ResourceIndex.NAME, Serdes.ByteArray()),
                keyValue(StoredTimers.NAME, Serdes.ByteArray()),
                Stores.windowStoreBuilder(
                                // Not for windows, but for their cheap end: whole segments expire.
                                Stores.persistentWindowStore(
                                        RememberedResults.NAME, ResultRetention.TIME, Duration.ofMillis(1), false),
                                Serdes.Bytes(),
                                serdes.serde(CommandResult.class))
                        .withLoggingEnabled(CHANGELOG));
    }

    /** The schemas of the stores' values, by name of the store. */
    public static Map<String, Schema> schemas() {
        return Map.of(
                TenantStates.NAME, TenantState.getClassSchema(),
                StoredResources.NAME, Resource.getClassSchema(),
                WaitingCommands.NAME, WaitingCommand.getClassSchema(),
                RememberedResults.NAME, CommandResult.getClassSchema());
    }

    private static <V> StoreBuilder<?> keyValue(String name, Serde<V> values) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), values)
                .withLoggingEnabled(CHANGELOG);
    }
}
