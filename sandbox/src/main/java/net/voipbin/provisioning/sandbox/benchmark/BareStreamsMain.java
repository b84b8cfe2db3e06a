package net.voipbin.provisioning.sandbox.benchmark;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import net.voipbin.provisioning.configuration.ProvisionerSettings;
import net.voipbin.provisioning.operations.StreamsProperties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bare application: per command, looks up and writes the state of its customer and the result under its id, and
 * forwards three events and a result. Its settings are the provisioner's environment. Ends when it is told to.
 */
public final class BareStreamsMain {

    private static final Logger log = LoggerFactory.getLogger(BareStreamsMain.class);
    private static final String STATES = "states";
    private static final String REMEMBERED = "remembered";
    private static final String DECIDE = "decide";
    private static final String EVENTS = "to-events";
    private static final String RESULTS = "to-results";

    private BareStreamsMain() {}

    /** As in {@link BareArguments}. */
    public static void main(String[] arguments) {
        KafkaStreams streams = new KafkaStreams(
                topology(BareArguments.of(arguments)), StreamsProperties.of(ProvisionerSettings.of(System.getenv())));
        streams.setUncaughtExceptionHandler(cause -> {
            log.atError().setCause(cause).log("The application ends");
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        Runtime.getRuntime().addShutdownHook(new Thread(streams::close, "close"));
        streams.start();
    }

    private static Topology topology(BareArguments arguments) {
        BareTopics topics = arguments.bareTopics();
        RecordSizes sizes = arguments.sizes();
        Payloads states = new Payloads(3, sizes.state());
        Payloads events = new Payloads(4, sizes.event());
        Payloads results = new Payloads(5, sizes.result());
        ProcessorSupplier<byte[], byte[], byte[], byte[]> decide = new ProcessorSupplier<>() {

            @Override
            public Processor<byte[], byte[], byte[], byte[]> get() {
                return new Deciding(states, events, results);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(store(STATES), store(REMEMBERED));
            }
        };
        return new Topology()
                .addSource("commands", new ByteArrayDeserializer(), new ByteArrayDeserializer(), topics.commands())
                .addProcessor(DECIDE, decide, "commands")
                .addSink(EVENTS, topics.events(), new ByteArraySerializer(), new ByteArraySerializer(), DECIDE)
                .addSink(RESULTS, topics.results(), new ByteArraySerializer(), new ByteArraySerializer(), DECIDE);
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray());
    }

    /** Used by one stream thread. */
    private static final class Deciding implements Processor<byte[], byte[], byte[], byte[]> {

        private static final int EVENTS_PER_COMMAND = 3;

        private final Payloads states;
        private final Payloads events;
        private final Payloads results;
        private @Nullable Assigned assigned;
        private long decided;

        /** What the task gives. */
        private record Assigned(
                ProcessorContext<byte[], byte[]> context,
                KeyValueStore<Bytes, byte[]> states,
                KeyValueStore<Bytes, byte[]> remembered) {}

        Deciding(Payloads states, Payloads events, Payloads results) {
            this.states = states;
            this.events = events;
            this.results = results;
        }

        @Override
        public void init(ProcessorContext<byte[], byte[]> context) {
            assigned = new Assigned(context, context.getStateStore(STATES), context.getStateStore(REMEMBERED));
        }

        @Override
        public void process(Record<byte[], byte[]> command) {
            Assigned task = Objects.requireNonNull(assigned);
            Bytes customer = Bytes.wrap(command.key());
            Bytes id = Bytes.wrap(Arrays.copyOf(command.value(), RecordSizes.LEAST_COMMAND));
            if (task.remembered().get(id) != null || task.states().get(customer) != null) {
                throw new IllegalStateException("the benchmark's commands are of new customers");
            }
            decided++;
            byte[] result = results.at(decided);
            task.states().put(customer, states.at(decided));
            task.remembered().put(id, result);
            for (int event = 0; event < EVENTS_PER_COMMAND; event++) {
                task.context().forward(command.withValue(events.at(EVENTS_PER_COMMAND * decided + event)), EVENTS);
            }
            task.context().forward(command.withValue(result), RESULTS);
        }
    }
}
