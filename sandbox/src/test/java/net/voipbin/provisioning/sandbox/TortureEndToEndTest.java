package net.voipbin.provisioning.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.voipbin.provisioning.bridge.auth.Tokens;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.DeadLetter;
import net.voipbin.provisioning.contract.RegisterPlatform;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.domain.GuestAgent;
import net.voipbin.provisioning.operations.ProvisionerSettings;
import net.voipbin.provisioning.operations.Rebuild;
import net.voipbin.provisioning.operations.Verification;
import net.voipbin.provisioning.projection.Comparison;
import net.voipbin.provisioning.sandbox.CommandLoad.Accepted;
import net.voipbin.provisioning.sandbox.EveryRecordEnds.Taken;
import net.voipbin.provisioning.sandbox.OneDeadLetterEach.Published;
import net.voipbin.provisioning.sandbox.RestClient.Reply;
import net.voipbin.provisioning.topic.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Two provisioners and two bridges under a load of commands and of HTTP clients, and one fault after another, by a seed.
 * What the clients and the broker have written down is held against all that the system shows afterwards. The system
 * property {@code torture.seconds} has it run, for as long as one likes, and {@code torture.seed} the same again.
 */
@EnabledIfSystemProperty(named = "torture.seconds", matches = "[0-9]+")
final class TortureEndToEndTest {

    private static final Duration STORM = Duration.ofSeconds(Integer.getInteger("torture.seconds", 90));
    private static final long SEED = Long.getLong("torture.seed", new Random().nextInt(1_000_000));
    /** So few that a busy machine catches up after each fault: no storm is to be won by a backlog. */
    private static final int COMMANDS_PER_SECOND = 20;

    private static final int TENANTS = 4;
    private static final int REPEATED = 50;

    /** Far below a provisioner's session, of 10 s. */
    private static final Duration SHORT_PAUSE = Duration.ofSeconds(3);

    private static final Duration RECOVERY = Duration.ofSeconds(180);
    private static final Duration POLL = Duration.ofMillis(25);

    private final Closing closing = new Closing();
    private final TortureReport report = new TortureReport(SEED);
    private final Random random = new Random(SEED);
    /** Of its own, so that how much there is to choose from moves no fault. */
    private final Random choice = new Random(SEED);

    private final List<Accepted> accepted = new ArrayList<>();
    private final List<Published> malformed = new ArrayList<>();
    private TwoOfEach system;
    private UpstreamCommands upstream;
    private TopicLog<CommandResult> results;
    private TopicLog<ResourceEvent> events;
    private TopicLog<DeadLetter> deadLetters;
    private List<TortureClients.Tenant> tenants;

    @BeforeEach
    void start() throws IOException {
        say("Torture with seed " + SEED + ", for " + STORM.toSeconds() + " s");
        Path logs = BuildDirectory.resolve("torture");
        if (Files.exists(logs)) {
            Directories.delete(logs);
        }
        Files.createDirectories(logs);
        system = closing.add(TwoOfEach.start(logs));
        upstream = closing.add(new UpstreamCommands(system.bed()));
        results = closing.add(new TopicLog<>(system.bed(), Topics.RESULTS));
        events = closing.add(new TopicLog<>(system.bed(), Topics.EVENTS));
        deadLetters = closing.add(new TopicLog<>(system.bed(), Topics.DEAD_LETTERS));
        tenants = tenants();
    }

    @AfterEach
    void end() {
        closing.close();
    }

    @Test
    void allPromisesHoldWhateverIsKilledPausedRepeatedOrMalformed() throws IOException {
        // Given
        CommandLoad load = new CommandLoad(new UpstreamCommands(system.bed()), SEED, COMMANDS_PER_SECOND);
        TortureClients clients = new TortureClients(tenants, SEED);
        try {
            // When
            try (clients;
                    load) {
                storm(load);
            }
            accepted.addAll(load.accepted().values());
            awaitAllDecided();

            // Then
            judge(clients);
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + SEED, e);
        } finally {
            say(report.text());
            Files.writeString(BuildDirectory.resolve("torture-report.txt"), report.text());
        }
        assertThat(report.broken()).as("seed " + SEED).isEmpty();
    }

    private void storm(CommandLoad load) {
        Queue<Fault.Planned> faults = new ArrayDeque<>();
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < STORM.toNanos()) {
            if (faults.isEmpty()) {
                faults.addAll(Fault.round(random));
            }
            Fault.Planned planned = faults.remove();
            say("Torture: " + planned.fault() + " " + (planned.target() + 1));
            long struck = strike(planned, load);
            probe();
            Duration decided = since(struck);
            if (planned.fault() == Fault.LONG_PAUSE_OF_PROVISIONER) {
                system.resumeProvisioner(planned.target());
            }
            system.awaitReady();
            report.fault(planned, decided, since(struck));
            probe();
        }
        report.count("ended by themselves", system.endedByThemselves());
    }

    /** Returns when the recovery begins. */
    private long strike(Fault.Planned planned, CommandLoad load) {
        int target = planned.target();
        long struck = System.nanoTime();
        switch (planned.fault()) {
            case KILLED_PROVISIONER -> system.killProvisioner(target);
            case KILLED_PROVISIONER_AND_LOST_STATE -> system.killProvisionerWithItsState(target);
            case SHORT_PAUSE_OF_PROVISIONER -> {
                system.suspendProvisioner(target);
                passes(SHORT_PAUSE);
                system.resumeProvisioner(target);
            }
            // Whoever is to decide meanwhile has to be missed first: the probe waits for that.
            case LONG_PAUSE_OF_PROVISIONER -> system.suspendProvisioner(target);
            case ROLLING_RESTART_OF_PROVISIONERS -> system.restartProvisionersInTurn();
            case KILLED_BRIDGE -> system.killBridge(target);
            case KILLED_BROKER -> system.killBroker();
            case KILLED_DATABASE -> system.killDatabase();
            case REPEATED_COMMANDS -> repeat(load.accepted().values());
            case MALFORMED_RECORDS -> malformed.addAll(new MalformedRecords(system.bed()).publishInEveryPartition());
        }
        return struck;
    }

    /** The pause itself is the fault, and has no other end. */
    private static void passes(Duration time) {
        long begin = System.nanoTime();
        Awaitility.await().atMost(time.multipliedBy(4)).until(() -> System.nanoTime() - begin > time.toNanos());
    }

    private void repeat(Collection<Accepted> candidates) {
        List<Accepted> some = new ArrayList<>(candidates);
        for (int count = 0; count < REPEATED && !some.isEmpty(); count++) {
            publish(some.get(choice.nextInt(some.size())).command());
        }
    }

    /** Returns when a command of each partition, which needs a claim too, has its result. */
    private void probe() {
        int behind = results.size();
        Set<UUID> missing = new HashSet<>();
        for (int partition = 0; partition < ProgramSettings.PARTITIONS; partition++) {
            UUID customerId = CustomersOfPartitions.in(partition);
            Command command = UpstreamCommands.creation(customerId, customerId + "@probe.example");
            publish(command);
            missing.add(command.getCommandId());
        }
        Awaitility.await("the results of " + missing + ", seed " + SEED)
                .atMost(RECOVERY)
                .pollInterval(POLL)
                .until(() -> results.entriesFrom(behind).stream()
                        .map(entry -> entry.value().getCommandId())
                        .collect(Collectors.toSet())
                        .containsAll(missing));
    }

    private void publish(Command command) {
        long sent = System.nanoTime();
        accepted.add(new Accepted(command, upstream.publish(command).join(), sent));
    }

    /** What is missing after that long is for the oracles to tell. */
    private void awaitAllDecided() {
        long records = committed(Topics.COMMANDS.name()).size();
        holdsInTheEnd(() -> results.size() + deadLetters.size() >= records);
    }

    private static boolean holdsInTheEnd(Callable<Boolean> condition) {
        try {
            Awaitility.await()
                    .atMost(RECOVERY)
                    .pollInterval(Duration.ofMillis(500))
                    .until(condition);
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    private void judge(TortureClients clients) {
        List<Taken> taken = committed(Topics.COMMANDS.name()).stream()
                .map(record -> new Taken(record.partition(), record.offset(), text(record.key())))
                .toList();
        Set<UUID> known =
                accepted.stream().map(record -> record.command().getCommandId()).collect(Collectors.toSet());
        List<CommandResult> all = results.values();
        List<CommandResult> own = all.stream()
                .filter(result -> known.contains(result.getCommandId()))
                .toList();
        ReadModelAgainstEvents readModel = new ReadModelAgainstEvents(system.database());
        holdsInTheEnd(() -> readModel.flaws(events.values()).isEmpty());
        List<ResourceEvent> changes = events.values();
        HttpHistory history = clients.history();

        report.count("commands on the topic", taken.size());
        report.count("of them malformed", malformed.size());
        report.count("events", changes.size());
        report.countResults(all);
        report.countAttempts(history.attempts());
        report.count("HTTP reads", history.reads().size());

        report.verdict("clients went on", clients.failures());
        report.verdict("clients were served", notServed(history));
        report.verdict("one result for each record", OneResultPerRecord.flaws(accepted, own));
        report.verdict("every record ends", EveryRecordEnds.flaws(taken, deadLetters.values(), all));
        report.verdict("order as published", PublishedOrder.flaws(accepted, own));
        report.verdict("one owner each", OneOwnerEach.flaws(changes));
        report.verdict("live references", LiveReferences.flaws(changes));
        report.verdict("kept quotas", KeptQuotas.flaws(changes));
        report.verdict("atomic changes", AtomicChanges.flaws(events));
        report.verdict("one dead letter each", OneDeadLetterEach.flaws(malformed, deadLetters.values(), all, changes));
        report.verdict("no other dead letter", otherDeadLetters());
        report.verdict("kept answers", KeptAnswers.flaws(history.attempts(), clients.outcomes(), changes));
        report.verdict("read your writes", ReadYourWrites.flaws(history.attempts(), history.reads()));
        report.verdict("read model as events", readModel.flaws(changes));
        report.verdict("whole customers", readModel.incompleteCustomers());
        report.verdict("verify", verify());
        new Rebuild(settings(), Clock.systemUTC()).run();
        report.verdict("verify after rebuild", verify());
        report.verdict("read model as events after rebuild", readModel.flaws(changes));
    }

    /** Oracles over nothing would hold. */
    private static List<String> notServed(HttpHistory history) {
        return history.attempts().stream().anyMatch(HttpHistory.Attempt::isApplied)
                        && history.attempts().stream().anyMatch(HttpHistory.Attempt::isRefused)
                        && !history.reads().isEmpty()
                ? List.of()
                : List.of("no write was carried out, none refused, or nothing read");
    }

    private List<String> otherDeadLetters() {
        Predicate<DeadLetter> expected = letter -> malformed.stream().anyMatch(record -> record.isOriginOf(letter));
        return deadLetters.values().stream()
                .filter(expected.negate())
                .map(letter -> letter.getTopic() + " " + letter.getPartition() + " " + letter.getOffset() + " "
                        + letter.getReason())
                .toList();
    }

    private List<Comparison> verify() {
        return new Verification(settings(), Clock.systemUTC()).run().differing();
    }

    private ProvisionerSettings settings() {
        return ProvisionerSettings.of(system.provisionerEnvironment());
    }

    private List<TortureClients.Tenant> tenants() {
        UUID platform = system.secrets().platformCustomerId();
        UUID adminId = net.voipbin.provisioning.domain.RegisterPlatform.adminIdOf(platform);
        Tokens tokens = new Tokens(system.secrets().bridgeTokenKey(), Tokens.DEFAULT_LIFETIME, Clock.systemUTC());
        RestClient admin = new RestClient(system.bridgeUrl(0), tokens.issue(platform, adminId));
        publish(UpstreamCommands.command(platform)
                .setRegisterPlatform(RegisterPlatform.newBuilder()
                        .setName("The platform")
                        .setEmail("platform@voip.example")
                        .setAdminUsername("admin@voip.example")
                        .build())
                .build());
        Awaitility.await()
                .atMost(RECOVERY)
                .until(() -> admin.get("/v1.0/customer").status() == 200);
        return IntStream.range(0, TENANTS)
                .mapToObj(each -> tenant(admin, tokens, adminId))
                .toList();
    }

    private TortureClients.Tenant tenant(RestClient admin, Tokens tokens, UUID adminId) {
        // The first one after a start may take longer than a bridge waits.
        String key = HttpHistory.newKey();
        String body = "{\"name\": \"Tenant\", \"email\": \"%s@tenant.example\"}".formatted(UUID.randomUUID());
        Reply created = Awaitility.await()
                .atMost(RECOVERY)
                .until(
                        () -> admin.post("/v1.0/customers", body, "Idempotency-Key", key),
                        reply -> reply.status() == 200);
        UUID id = UUID.fromString(created.text("id"));
        String token = tokens.issueDelegated(id, GuestAgent.idOf(id), adminId);
        return new TortureClients.Tenant(
                id.toString(),
                IntStream.range(0, TwoOfEach.EACH)
                        .mapToObj(bridge -> new RestClient(system.bridgeUrl(bridge), token))
                        .toList());
    }

    /** All that the topic has, whatever it is. */
    private List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", system.bed().bootstrapServers(),
                        "isolation.level", "read_committed",
                        "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, ProgramSettings.PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static void say(String text) {
        System.out.println(text);
    }
}
