package net.voipbin.provisioning.topology;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import net.voipbin.provisioning.contract.ClaimHolder;
import net.voipbin.provisioning.contract.ClaimRequest;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.TenantState;
import net.voipbin.provisioning.contract.WaitingCommand;
import net.voipbin.provisioning.contract.Wakeup;
import net.voipbin.provisioning.domain.Decider;
import net.voipbin.provisioning.domain.Periods;
import net.voipbin.provisioning.topic.CustomerPartition;
import net.voipbin.provisioning.topic.Topic;
import net.voipbin.provisioning.topic.Topics;
import net.voipbin.provisioning.topology.store.ContractSerdes;
import net.voipbin.provisioning.topology.store.StoreKeys;
import net.voipbin.provisioning.topology.store.TenantStores;
import net.voipbin.provisioning.vocabulary.ResultRetention;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The processors' working parts over several partitions, on stores in memory, one record at a time: whoever tests
 * chooses which topic's partition gives its oldest record next, and so sees each order that a cluster may come to.
 */
final class SteppedProvisioner {

    private final List<Partition> partitions;
    private final Tampering tampering;
    private final List<Emitted> emitted = new ArrayList<>();
    private long nextOffset;
    private long clock = UpstreamCommands.START.toEpochMilli();

    /** What went out to a topic, in the order of the steps. */
    record Emitted(String key, SpecificRecord value, Headers headers) {}

    /** A planted defect: what goes out in place of a record. */
    @FunctionalInterface
    interface Tampering {
        Tampering NONE = List::of;

        List<SpecificRecord> instead(SpecificRecord outgoing);
    }

    SteppedProvisioner(int partitions) {
        this(partitions, Tampering.NONE);
    }

    SteppedProvisioner(int partitions, Tampering tampering) {
        this.tampering = tampering;
        this.partitions = IntStream.range(0, partitions)
                .mapToObj(number -> new Partition(number, partitions))
                .toList();
    }

    IncomingRecord publish(Command command) {
        int partition = CustomerPartition.of(command.getCustomerId(), partitions.size());
        return publish(partition, utf8(command.getCustomerId().toString()), WireTable.write(command));
    }

    IncomingRecord publish(int partition, byte @Nullable [] key, byte @Nullable [] value) {
        IncomingRecord record = incoming(Topics.COMMANDS, partition, key, value);
        partitions.get(partition).commands.add(record);
        return record;
    }

    /** A wakeup as if it came once more. */
    void wake(UUID customerId, Wakeup wakeup) {
        int partition = CustomerPartition.of(customerId, partitions.size());
        partitions
                .get(partition)
                .wakeups
                .add(incoming(Topics.WAKEUPS, partition, utf8(customerId.toString()), WireTable.write(wakeup)));
    }

    /** Whether there was one in that partition; likewise the others. */
    boolean takeCommand(int partition) {
        Partition from = partitions.get(partition);
        return take(from, from.commands, from.mailbox::take);
    }

    boolean takeClaim(int partition) {
        Partition from = partitions.get(partition);
        return take(from, from.claims, from.registry::take);
    }

    boolean takeWakeup(int partition) {
        Partition from = partitions.get(partition);
        return take(from, from.wakeups, from.resumption::take);
    }

    void takeAllCommands() {
        for (int partition = 0; partition < partitions.size(); partition++) {
            while (takeCommand(partition)) {
                continue;
            }
        }
    }

    /** Until nothing is under way any more. */
    void drain() {
        boolean moved = true;
        while (moved) {
            moved = false;
            for (int partition = 0; partition < partitions.size(); partition++) {
                moved |= takeCommand(partition) | takeClaim(partition) | takeWakeup(partition);
            }
        }
    }

    void advance(Duration time) {
        clock += time.toMillis();
    }

    List<Emitted> emitted() {
        return List.copyOf(emitted);
    }

    <V extends SpecificRecord> List<V> emitted(Class<V> type) {
        return emitted.stream()
                .map(Emitted::value)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    List<CommandResult> resultsOf(UUID customer) {
        return emitted(CommandResult.class).stream()
                .filter(result -> result.getCustomerId().equals(customer))
                .toList();
    }

    List<Resource> storedResources() {
        return content("resources");
    }

    List<TenantState> storedStates() {
        return content("tenants");
    }

    List<WaitingCommand> storedMailboxes() {
        return content("mailbox");
    }

    List<ClaimHolder> storedClaims() {
        return content("claims");
    }

    /** A claim request as if it came from somewhere else. */
    void request(String claim, ClaimRequest request) {
        int partition = BuiltInPartitioner.partitionForKey(utf8(claim), partitions.size());
        partitions.get(partition).claims.add(incoming(Topics.CLAIMS, partition, utf8(claim), WireTable.write(request)));
    }

    /** Somebody has the value already. */
    void holdClaim(String claim, UUID customerId) {
        int partition = BuiltInPartitioner.partitionForKey(utf8(claim), partitions.size());
        partitions
                .get(partition)
                .context
                .<KeyValueStore<String, ClaimHolder>>getStateStore(ClaimRegistry.CLAIMS)
                .put(claim, new ClaimHolder(customerId, customerId));
    }

    /** In place of a stored customer: what no code of ours can read. */
    void corruptCustomer(UUID customerId) {
        Partition partition = partitions.get(CustomerPartition.of(customerId, partitions.size()));
        partition
                .context
                .<KeyValueStore<Bytes, Resource>>getStateStore("resources")
                .put(
                        StoreKeys.resource(
                                customerId, net.voipbin.provisioning.domain.Resource.Type.CUSTOMER, customerId),
                        Resource.newBuilder().build());
    }

    /** The waiting command's value becomes what can be read no more. */
    void corruptWaiting(UUID customerId, long number) {
        Partition partition = partitions.get(CustomerPartition.of(customerId, partitions.size()));
        KeyValueStore<Bytes, WaitingCommand> mailbox = partition.context.getStateStore("mailbox");
        Bytes key = StoreKeys.waiting(customerId, number);
        WaitingCommand waiting = WaitingCommand.newBuilder(mailbox.get(key))
                .setValue(IncomingRecord.buffer(new byte[] {1, 2, 3}))
                .build();
        mailbox.put(key, waiting);
    }

    private boolean take(Partition partition, Deque<IncomingRecord> from, Consumer<IncomingRecord> by) {
        IncomingRecord next = from.poll();
        if (next == null) {
            return false;
        }
        by.accept(next);
        var forwarded = List.copyOf(partition.context.forwarded());
        partition.context.resetForwards();
        forwarded.forEach(forward -> {
            byte[] key = forward.record().key();
            if (forward.record().value() == null) {
                // A tombstone: nobody here reads the compacted topic.
                return;
            }
            for (SpecificRecord value : tampering.instead(forward.record().value())) {
                send(key, value, forward.record().headers());
            }
        });
        return true;
    }

    private void send(byte @Nullable [] key, SpecificRecord value, Headers headers) {
        emitted.add(new Emitted(key == null ? "" : new String(key, StandardCharsets.UTF_8), value, headers));
        if (key != null && value instanceof ClaimRequest) {
            int to = BuiltInPartitioner.partitionForKey(key, partitions.size());
            partitions.get(to).claims.add(incoming(Topics.CLAIMS, to, key, WireTable.write(value)));
        }
        if (key != null && value instanceof Wakeup) {
            int to = BuiltInPartitioner.partitionForKey(key, partitions.size());
            partitions.get(to).wakeups.add(incoming(Topics.WAKEUPS, to, key, WireTable.write(value)));
        }
    }

    private IncomingRecord incoming(Topic<?> topic, int partition, byte @Nullable [] key, byte @Nullable [] value) {
        return new IncomingRecord(topic.name(), partition, nextOffset++, clock, key, value, new RecordHeaders());
    }

    private <V> List<V> content(String store) {
        List<V> values = new ArrayList<>();
        for (Partition partition : partitions) {
            try (KeyValueIterator<?, V> entries =
                    partition.context.<KeyValueStore<?, V>>getStateStore(store).all()) {
                while (entries.hasNext()) {
                    KeyValue<?, V> entry = entries.next();
                    values.add(entry.value);
                }
            }
        }
        return values;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** One partition of each topic, and the task that has it. */
    private static final class Partition {

        private static final ContractSerdes SERDES = ProvisionerDriver.SERDES;

        private final Deque<IncomingRecord> commands = new ArrayDeque<>();
        private final Deque<IncomingRecord> claims = new ArrayDeque<>();
        private final Deque<IncomingRecord> wakeups = new ArrayDeque<>();
        private final MockProcessorContext<byte[], SpecificRecord> context;
        private final Mailbox mailbox;
        private final Wakeups resumption;
        private final ClaimRegistry registry;

        Partition(int number, int partitions) {
            Properties properties = new Properties();
            properties.put("application.id", "provisioner");
            properties.put("bootstrap.servers", "127.0.0.1:1");
            context = new MockProcessorContext<>(properties, new TaskId(0, number), new File("unused"));
            open(keyValue("tenants", TenantState.class));
            open(keyValue("resources", Resource.class));
            open(keyValue("mailbox", WaitingCommand.class));
            open(bytes("index"));
            open(bytes("schedule"));
            open(Stores.keyValueStoreBuilder(
                            Stores.inMemoryKeyValueStore(ClaimRegistry.CLAIMS),
                            Serdes.String(),
                            SERDES.serde(ClaimHolder.class))
                    .withLoggingDisabled()
                    .build());
            open(Stores.windowStoreBuilder(
                            Stores.inMemoryWindowStore("results", ResultRetention.TIME, Duration.ofMillis(1), false),
                            Serdes.Bytes(),
                            SERDES.serde(CommandResult.class))
                    .withLoggingDisabled()
                    .build());
            Outputs outputs = new Outputs(context, new SimpleMeterRegistry());
            KeyedHash hash = new KeyedHash(ProvisionerDriver.HASH_KEY);
            mailbox = Mailbox.of(
                    TenantStores.of(context),
                    outputs,
                    new Decider(UpstreamCommands.PLATFORM_CUSTOMER, Periods.USUAL, new KeyedVerificationTokens(hash)),
                    new CommandIntake(
                            new RecordIntake<>(SERDES.deserializer(Command.class)), new Fingerprints(hash), partitions),
                    hash);
            resumption = new Wakeups(new RecordIntake<>(SERDES.deserializer(Wakeup.class)), mailbox, outputs);
            registry = new ClaimRegistry(context, new RecordIntake<>(SERDES.deserializer(ClaimRequest.class)), outputs);
        }

        private static <V extends SpecificRecord> StateStore keyValue(String name, Class<V> type) {
            return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.Bytes(), SERDES.serde(type))
                    .withLoggingDisabled()
                    .build();
        }

        private static StateStore bytes(String name) {
            return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                    .withLoggingDisabled()
                    .build();
        }

        private void open(StateStore store) {
            store.init(context.getStateStoreContext(), store);
        }
    }
}
