package net.voipbin.provisioning.topology;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import net.voipbin.provisioning.contract.BillingEvent;
import net.voipbin.provisioning.contract.ClaimHolder;
import net.voipbin.provisioning.contract.ClaimRequest;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Credential;
import net.voipbin.provisioning.contract.DeadLetter;
import net.voipbin.provisioning.contract.MailRequest;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.contract.TenantState;
import net.voipbin.provisioning.contract.WaitingCommand;
import net.voipbin.provisioning.domain.Periods;
import net.voipbin.provisioning.domain.Resource.Type;
import net.voipbin.provisioning.registry.ConfiguredSerdes;
import net.voipbin.provisioning.settings.Secret;
import net.voipbin.provisioning.topic.Topic;
import net.voipbin.provisioning.topic.Topics;
import net.voipbin.provisioning.topology.store.ContractSerdes;
import net.voipbin.provisioning.topology.store.StoreKeys;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The whole topology in this thread, on RocksDB, with one partition; claims and wakeups find their way by themselves. */
final class ProvisionerDriver implements AutoCloseable {

    static final ContractSerdes SERDES = new ContractSerdes(Map.of(
            ConfiguredSerdes.VALUE_SERIALIZER, TableSerializer.class.getName(),
            ConfiguredSerdes.VALUE_DESERIALIZER, TableDeserializer.class.getName()));

    static final Secret HASH_KEY = new Secret("0123456789abcdef0123456789abcdef");

    private final Path stateDirectory = newStateDirectory();
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> commands;
    private final TestOutputTopic<String, ResourceEvent> events;
    private final TestOutputTopic<String, CommandResult> results;
    private final TestOutputTopic<String, Credential> credentials;
    private final TestOutputTopic<String, MailRequest> mails;
    private final TestOutputTopic<String, DeadLetter> deadLetters;
    private final TestOutputTopic<String, ClaimRequest> claims;
    private Instant now = UpstreamCommands.START;

    ProvisionerDriver() {
        this(1);
    }

    /** The topology believes in so many partitions; all records are in the first. */
    ProvisionerDriver(int partitions) {
        var topology = new ProvisioningTopology(
                UpstreamCommands.PLATFORM_CUSTOMER,
                Periods.USUAL,
                SERDES,
                HASH_KEY,
                partitions,
                Duration.ofMillis(10),
                clock().withZone(ZoneOffset.UTC),
                new SimpleMeterRegistry());
        driver = new TopologyTestDriver(topology.build(), configuration(), now);
        commands = driver.createInputTopic(
                Topics.COMMANDS.name(), new ByteArraySerializer(), new ByteArraySerializer(), now, Duration.ZERO);
        events = output(Topics.EVENTS);
        results = output(Topics.RESULTS);
        credentials = output(Topics.CREDENTIALS);
        mails = output(Topics.MAIL_REQUESTS);
        deadLetters = output(Topics.DEAD_LETTERS);
        claims = output(Topics.CLAIMS);
    }

    /** A customer that lives already; what came out on the way is gone. */
    UUID customer(String email) {
        UUID id = UUID.randomUUID();
        CommandResult result = decide(UpstreamCommands.create(id, email));
        if (result.getResource() == null) {
            throw new AssertionError("not created: " + result);
        }
        events.readRecordsToList();
        claims.readRecordsToList();
        return id;
    }

    void advance(Duration time) {
        now = now.plus(time);
    }

    /** Lets the schedule look at the clock once more. */
    void punctuate() {
        driver.advanceWallClockTime(Schedule.INTERVAL);
    }

    private InstantSource clock() {
        return () -> now;
    }

    Instant now() {
        return now;
    }

    void publish(Command command) {
        publish(command, new RecordHeaders());
    }

    void publish(Command command, Headers headers) {
        publish(command.getCustomerId().toString().getBytes(StandardCharsets.UTF_8), WireTable.write(command), headers);
    }

    void publish(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        commands.pipeInput(new TestRecord<>(key, value, headers, now));
    }

    /** A record of any of the inputs, from somebody who has no business there. */
    void inject(Topic<?> topic, byte @Nullable [] key, byte @Nullable [] value) {
        driver.createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(key, value, new RecordHeaders(), now));
    }

    /** Publishes it and gives its one result. */
    CommandResult decide(Command command) {
        publish(command);
        List<CommandResult> came = results();
        if (came.size() != 1) {
            throw new AssertionError("results: " + came);
        }
        return came.getFirst();
    }

    /** The event records that came since the last call of this method; the methods below do likewise for other topics. */
    List<TestRecord<String, ResourceEvent>> eventRecords() {
        return events.readRecordsToList();
    }

    /** The events that came since the last call, without tombstones. */
    List<ResourceEvent> events() {
        return values(eventRecords()).stream().filter(Objects::nonNull).toList();
    }

    List<TestRecord<String, Credential>> credentialRecords() {
        return credentials.readRecordsToList();
    }

    List<MailRequest> mails() {
        return values(mails.readRecordsToList());
    }

    /** A fact of the billing service, under its own key. */
    void publish(BillingEvent event) {
        inject(
                Topics.BILLING_EVENTS,
                event.getCustomerId().toString().getBytes(StandardCharsets.UTF_8),
                WireTable.write(event));
    }

    List<TestRecord<String, CommandResult>> resultRecords() {
        return results.readRecordsToList();
    }

    List<CommandResult> results() {
        return values(resultRecords());
    }

    List<TestRecord<String, DeadLetter>> deadLetterRecords() {
        return deadLetters.readRecordsToList();
    }

    List<ClaimRequest> claimRequests() {
        return values(claims.readRecordsToList());
    }

    List<Resource> storedResources() {
        return content(driver.<Bytes, Resource>getKeyValueStore("resources"));
    }

    List<TenantState> storedStates() {
        return content(driver.<Bytes, TenantState>getKeyValueStore("tenants"));
    }

    List<WaitingCommand> storedMailbox() {
        return content(driver.<Bytes, WaitingCommand>getKeyValueStore("mailbox"));
    }

    long storedTimers() {
        return content(driver.<Bytes, byte[]>getKeyValueStore("schedule")).size();
    }

    /** How many unique values and references are known. */
    long storedIndex() {
        return content(driver.<Bytes, byte[]>getKeyValueStore("index")).size();
    }

    List<CommandResult> storedResults(UUID customerId) {
        List<CommandResult> values = new ArrayList<>();
        try (var entries =
                driver.<Bytes, CommandResult>getWindowStore("results").all()) {
            entries.forEachRemaining(entry -> values.add(entry.value));
        }
        return values.stream()
                .filter(result -> result.getCustomerId().equals(customerId))
                .toList();
    }

    List<ClaimHolder> storedClaims() {
        return content(driver.<String, ClaimHolder>getKeyValueStore("claims"));
    }

    /** In place of a stored resource: what no code of ours can read. */
    void corruptCustomer(UUID customerId) {
        driver.<Bytes, Resource>getKeyValueStore("resources")
                .put(
                        StoreKeys.resource(customerId, Type.CUSTOMER, customerId),
                        Resource.newBuilder().build());
    }

    @Override
    public void close() {
        driver.close();
        try {
            Utils.delete(stateDirectory.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <V extends SpecificRecord> TestOutputTopic<String, V> output(Topic<V> topic) {
        return driver.createOutputTopic(topic.name(), new StringDeserializer(), SERDES.deserializer(topic.valueType()));
    }

    private Properties configuration() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "provisioner");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        return properties;
    }

    private static <V> List<V> values(List<TestRecord<String, V>> records) {
        return records.stream().map(TestRecord::value).toList();
    }

    private static <K, V> List<V> content(KeyValueStore<K, V> store) {
        List<V> values = new ArrayList<>();
        try (KeyValueIterator<K, V> entries = store.all()) {
            while (entries.hasNext()) {
                KeyValue<K, V> entry = entries.next();
                values.add(entry.value);
            }
        }
        return values;
    }

    private static Path newStateDirectory() {
        try {
            return Files.createTempDirectory("topology-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
