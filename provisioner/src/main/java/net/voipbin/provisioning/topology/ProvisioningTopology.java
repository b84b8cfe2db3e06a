package net.voipbin.provisioning.topology;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import net.voipbin.provisioning.contract.BillingEvent;
import net.voipbin.provisioning.contract.ClaimHolder;
import net.voipbin.provisioning.contract.ClaimRequest;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Credential;
import net.voipbin.provisioning.contract.Wakeup;
import net.voipbin.provisioning.domain.Decider;
import net.voipbin.provisioning.domain.Periods;
import net.voipbin.provisioning.settings.Secret;
import net.voipbin.provisioning.topic.CustomerPartition;
import net.voipbin.provisioning.topic.Topic;
import net.voipbin.provisioning.topic.Topics;
import net.voipbin.provisioning.topology.store.ContractSerdes;
import net.voipbin.provisioning.topology.store.TenantStores;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.UsePartitionTimeOnInvalidTimestamp;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The way of the data:
 *
 * <pre>
 * commands ──► decide ──┬──► events, results, credentials, mail requests, dead letters
 *   ▲          ▲ mailbox└──► claims ──► answer-claims ──► wakeups ──► resume ──► as decide
 *   ├── schedule, of what is due
 *   └── translate-billing-events, of what the billing service tells
 * </pre>
 *
 * <p>All inputs are read as bytes, so that what can't be decoded becomes a dead letter in the same transaction.
 *
 * @param platformCustomerId the platform's own customer
 * @param clock tells the schedule the time
 * @param partitions how many each topic has
 * @param commitInterval how long a stream thread rests before it commits; see {@link CommitPacing}
 * @param hashKey keys the hashes of claimed values and of commands; another key would forget them all
 */
public record ProvisioningTopology(
        UUID platformCustomerId,
        Periods periods,
        ContractSerdes serdes,
        Secret hashKey,
        int partitions,
        Duration commitInterval,
        Clock clock,
        MeterRegistry meters) {

    static final String EVENTS_SINK = "to-events";
    static final String RESULTS_SINK = "to-results";
    static final String DEAD_LETTERS_SINK = "to-dead-letters";
    static final String CLAIMS_SINK = "to-claims";
    static final String WAKEUPS_SINK = "to-wakeups";
    static final String CREDENTIALS_SINK = "to-credentials";
    static final String MAILS_SINK = "to-mail-requests";
    static final String COMMANDS_SINK = "to-commands";

    private static final int UUID_CHARACTERS = 36;
    private static final String COMMANDS = "commands";
    private static final String WAKEUPS = "wakeups";
    private static final String CLAIMS = "claims";
    private static final String BILLING_EVENTS = "billing-events";
    private static final String TRANSLATE = "translate-billing-events";
    private static final String DECIDE = "decide-commands";
    private static final String RESUME = "resume-waiting";
    private static final String ANSWER = "answer-claims";

    /** The registry subjects of the state stores' changelog topics, with their schemas. */
    public static Map<String, Schema> changelogSubjects(String applicationId) {
        Map<String, Schema> subjects = new HashMap<>();
        TenantStores.schemas().forEach((store, schema) -> subjects.put(subject(applicationId, store), schema));
        subjects.put(subject(applicationId, ClaimRegistry.CLAIMS), ClaimHolder.getClassSchema());
        return Map.copyOf(subjects);
    }

    public Topology build() {
        Set<StoreBuilder<?>> tenantStores = TenantStores.builders(serdes);
        ThreadLocal<CommitPacing> pacing =
                ThreadLocal.withInitial(() -> new CommitPacing(commitInterval, System::nanoTime));
        Topology topology = new Topology();
        source(topology, COMMANDS, Topics.COMMANDS);
        source(topology, WAKEUPS, Topics.WAKEUPS);
        source(topology, CLAIMS, Topics.CLAIMS);
        source(topology, BILLING_EVENTS, Topics.BILLING_EVENTS);

        topology.addProcessor(
                        DECIDE, processor(context -> decide(context, pacing::get), pacing::get, tenantStores), COMMANDS)
                .addProcessor(RESUME, processor(this::resume, pacing::get, tenantStores), WAKEUPS)
                .addProcessor(ANSWER, processor(this::answer, pacing::get, Set.of(ClaimRegistry.store(serdes))), CLAIMS)
                .addProcessor(TRANSLATE, processor(this::translate, pacing::get, Set.of()), BILLING_EVENTS);

        topology.addSink(
                        EVENTS_SINK,
                        Topics.EVENTS.name(),
                        new ByteArraySerializer(),
                        serdes.serializer(),
                        // A tombstone has no value to tell the customer.
                        byCustomerInKey(),
                        DECIDE,
                        RESUME)
                .addSink(
                        RESULTS_SINK,
                        Topics.RESULTS.name(),
                        new ByteArraySerializer(),
                        serdes.serializer(),
                        ProvisioningTopology.<CommandResult>byCustomer(CommandResult::getCustomerId),
                        DECIDE,
                        RESUME);
        sinkByKey(topology, CLAIMS_SINK, Topics.CLAIMS, DECIDE, RESUME);
        sinkByKey(topology, WAKEUPS_SINK, Topics.WAKEUPS, DECIDE, RESUME, ANSWER);
        topology.addSink(
                CREDENTIALS_SINK,
                Topics.CREDENTIALS.name(),
                new ByteArraySerializer(),
                serdes.serializer(),
                ProvisioningTopology.<Credential>byCustomer(Credential::getCustomerId),
                DECIDE,
                RESUME);
        sinkByKey(topology, MAILS_SINK, Topics.MAIL_REQUESTS, DECIDE, RESUME);
        sinkByKey(topology, COMMANDS_SINK, Topics.COMMANDS, DECIDE, TRANSLATE);
        sinkByKey(topology, DEAD_LETTERS_SINK, Topics.DEAD_LETTERS, DECIDE, RESUME, ANSWER, TRANSLATE);
        return topology;
    }

    private TaskProcessor.Work decide(ProcessorContext<byte[], SpecificRecord> context, Supplier<CommitPacing> pacing) {
        Outputs outputs = new Outputs(context, meters);
        Schedule schedule = new Schedule(TenantStores.of(context), outputs, clock);
        Cancellable looks = context.schedule(Schedule.INTERVAL, PunctuationType.WALL_CLOCK_TIME, time -> {
            // What does nothing has nothing to be committed for.
            if (schedule.isDue()) {
                pacing.get().work(context, schedule::fire);
            }
        });
        return new TaskProcessor.Work(mailbox(context, outputs)::take, List.of(looks));
    }

    private TaskProcessor.Work resume(ProcessorContext<byte[], SpecificRecord> context) {
        Outputs outputs = new Outputs(context, meters);
        return new TaskProcessor.Work(new Wakeups(intake(Wakeup.class), mailbox(context, outputs), outputs)::take);
    }

    private TaskProcessor.Work answer(ProcessorContext<byte[], SpecificRecord> context) {
        return new TaskProcessor.Work(
                new ClaimRegistry(context, intake(ClaimRequest.class), new Outputs(context, meters))::take);
    }

    private TaskProcessor.Work translate(ProcessorContext<byte[], SpecificRecord> context) {
        return new TaskProcessor.Work(new BillingFacts(intake(BillingEvent.class), new Outputs(context, meters))::take);
    }

    private Mailbox mailbox(ProcessorContext<byte[], SpecificRecord> context, Outputs outputs) {
        KeyedHash hash = new KeyedHash(hashKey);
        return Mailbox.of(
                TenantStores.of(context),
                outputs,
                new Decider(platformCustomerId, periods, new KeyedVerificationTokens(hash)),
                new CommandIntake(intake(Command.class), new Fingerprints(hash), partitions),
                hash);
    }

    private <V extends SpecificRecord> RecordIntake<V> intake(Class<V> type) {
        return new RecordIntake<>(serdes.deserializer(type));
    }

    private static void source(Topology topology, String name, Topic<?> topic) {
        topology.addSource(
                AutoOffsetReset.earliest(),
                name,
                // What the broker did not stamp may have no time of its own.
                new UsePartitionTimeOnInvalidTimestamp(),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                topic.name());
    }

    private void sinkByKey(Topology topology, String name, Topic<?> topic, String... parents) {
        topology.addSink(name, topic.name(), new ByteArraySerializer(), serdes.serializer(), parents);
    }

    private static <V> StreamPartitioner<byte[], V> byCustomer(Function<V, UUID> customer) {
        return (topic, key, value, partitions) ->
                Optional.of(Set.of(CustomerPartition.of(customer.apply(value), partitions)));
    }

    private static StreamPartitioner<byte[], SpecificRecord> byCustomerInKey() {
        return (topic, key, value, partitions) -> {
            String text = new String(key, 0, UUID_CHARACTERS, StandardCharsets.US_ASCII);
            return Optional.of(Set.of(CustomerPartition.of(UUID.fromString(text), partitions)));
        };
    }

    private static ProcessorSupplier<byte[], byte[], byte[], SpecificRecord> processor(
            Function<ProcessorContext<byte[], SpecificRecord>, TaskProcessor.Work> assembly,
            Supplier<CommitPacing> pacing,
            Set<StoreBuilder<?>> stores) {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<byte[], byte[], byte[], SpecificRecord> get() {
                return new TaskProcessor(assembly, pacing);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return stores;
            }
        };
    }

    private static String subject(String applicationId, String store) {
        return Changelogs.topic(applicationId, store) + "-value";
    }
}
