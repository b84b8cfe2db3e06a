package net.voipbin.provisioning.endtoend.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.voipbin.provisioning.bridge.auth.Tokens;
import net.voipbin.provisioning.configuration.ProvisionerSettings;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Credential;
import net.voipbin.provisioning.contract.DeadLetter;
import net.voipbin.provisioning.contract.MailRequest;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.domain.customer.GuestAgent;
import net.voipbin.provisioning.domain.customer.RegisterPlatform;
import net.voipbin.provisioning.endtoend.bed.Conditions;
import net.voipbin.provisioning.endtoend.bed.CustomersOfPartitions;
import net.voipbin.provisioning.endtoend.bed.TcpProxy;
import net.voipbin.provisioning.endtoend.bed.TopicContents;
import net.voipbin.provisioning.endtoend.bed.TopicLog;
import net.voipbin.provisioning.endtoend.load.CommandLoad.Accepted;
import net.voipbin.provisioning.endtoend.load.CommandLoad;
import net.voipbin.provisioning.endtoend.load.MalformedRecords;
import net.voipbin.provisioning.endtoend.load.UpstreamCommands;
import net.voipbin.provisioning.endtoend.oracle.AtomicChanges;
import net.voipbin.provisioning.endtoend.oracle.HttpHistory;
import net.voipbin.provisioning.endtoend.oracle.KeptAnswers;
import net.voipbin.provisioning.endtoend.oracle.KeptQuotas;
import net.voipbin.provisioning.endtoend.oracle.LiveReferences;
import net.voipbin.provisioning.endtoend.oracle.OneDeadLetterEach.Published;
import net.voipbin.provisioning.endtoend.oracle.OneDeadLetterEach;
import net.voipbin.provisioning.endtoend.oracle.OneOwnerEach;
import net.voipbin.provisioning.endtoend.oracle.OneResultPerRecord;
import net.voipbin.provisioning.endtoend.oracle.PublishedOrder;
import net.voipbin.provisioning.endtoend.oracle.ReadModelAgainstEvents;
import net.voipbin.provisioning.endtoend.oracle.ReadYourWrites;
import net.voipbin.provisioning.endtoend.oracle.SecretsOfChanges;
import net.voipbin.provisioning.endtoend.oracle.ServedClients;
import net.voipbin.provisioning.endtoend.rest.RestClient.Reply;
import net.voipbin.provisioning.endtoend.rest.RestClient;
import net.voipbin.provisioning.endtoend.torture.EveryRecordEnds.Taken;
import net.voipbin.provisioning.maintenance.Rebuild;
import net.voipbin.provisioning.maintenance.Verification;
import net.voipbin.provisioning.projection.Comparison;
import net.voipbin.provisioning.sandbox.part.EmbeddedParts;
import net.voipbin.provisioning.sandbox.part.ProgramSettings;
import net.voipbin.provisioning.sandbox.process.BuildDirectory;
import net.voipbin.provisioning.sandbox.process.Closing;
import net.voipbin.provisioning.sandbox.process.Directories;
import net.voipbin.provisioning.topic.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two provisioners and two bridges under a load of commands and of HTTP clients, and one fault after another, by a seed.
 * What the clients and the broker have written down is held against all that the system shows afterwards. As a part of
 * the build it tries some faults; the system property {@code torture.seconds} has it run through all, in rounds, for as
 * long as one likes, and {@code torture.seed} takes the same again.
 */
final class TortureEndToEndTest {

    /** Zero for the short form. */
    private static final Duration STORM = Duration.ofSeconds(Integer.getInteger("torture.seconds", 0));

    /** A storm that lasts so long takes each fault at least once, even if that takes longer. */
    private static final Duration WHOLE_ROUNDS = Duration.ofSeconds(300);

    private static final long SEED = Long.getLong("torture.seed", new Random().nextInt(1_000_000));
    /** A regular expression of the kinds' titles, for whoever is after one of them. */
    private static final String ONLY = System.getProperty("torture.only", "");

    /** So few that a busy machine catches up after each fault: no storm is to be won by a backlog. */
    private static final int COMMANDS_PER_SECOND = 20;

    private static final int TENANTS = 4;
    private static final int REPEATED = 50;

    /** Far below a provisioner's session, of 10 s. */
    private static final Duration SHORT_PAUSE = Duration.ofSeconds(3);

    /** Longer than a bridge listens for PostgreSQL, and than it takes the broker to hear nothing of a producer. */
    private static final Duration DISTURBANCE = Duration.ofSeconds(4);

    /** At this rate of commands each place is come by several times a second, but by one who has no partition now. */
    private static final Duration PASSING = Duration.ofSeconds(20);

    /**
     * Beyond each session, request and transaction, and far from what the clock rightly decides: the end of a token
     * after seven days. Once the clock of a bridge is right again, its clients of Kafka count time from where it was
     * ahead, and no fault that comes next shall last longer than a recovery may.
     */
    private static final Duration STEP_AHEAD = Duration.ofMinutes(2);

    /** The same; but what waits then has waited long enough at once when the clock is right again. */
    private static final Duration STEP_BEHIND = Duration.ofMinutes(10);

    /** Longer than a provisioner's session. */
    private static final Duration WRONG = Duration.ofSeconds(12);

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** A session of 10 s, what PostgreSQL lets a transaction rest, and what a busy machine adds. */
    private static final Duration TAKEN_OVER = Duration.ofSeconds(40);

    private static final Duration RECOVERY = Duration.ofSeconds(180);
    private static final Duration POLL = Duration.ofMillis(25);

    private final Closing closing = new Closing();
    private final TortureReport report = new TortureReport(SEED);
    private final Random random = new Random(SEED);
    /** Of its own, so that how much there is to choose from moves no fault. */
    private final Random choice = new Random(SEED);

    private final List<Accepted> accepted = new ArrayList<>();
    private final List<Published> malformed = new ArrayList<>();
    private final List<String> standstills = new ArrayList<>();
    private TwoOfEach system;
    private UpstreamCommands upstream;
    private TopicLog<CommandResult> results;
    private TopicLog<ResourceEvent> events;
    private TopicLog<DeadLetter> deadLetters;
    private TopicLog<Credential> credentials;
    private TopicLog<MailRequest> mails;
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
        credentials = closing.add(new TopicLog<>(system.bed(), Topics.CREDENTIALS));
        mails = closing.add(new TopicLog<>(system.bed(), Topics.MAIL_REQUESTS));
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
                storm(load, clients);
            }
            accepted.addAll(load.accepted().values());
            awaitAllDecided();

            // Then
            judge(clients);
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + SEED, e);
        } finally {
            report.verdict("no program ended by itself", system.endedByThemselves());
            say(report.text());
            Files.writeString(BuildDirectory.resolve("torture-report.txt"), report.text());
        }
        assertThat(report.broken()).as("seed " + SEED).isEmpty();
    }

    private void storm(CommandLoad load, TortureClients clients) {
        List<Fault> kinds = kinds();
        Queue<Fault.Planned> faults = new ArrayDeque<>();
        long begin = System.nanoTime();
        do {
            if (faults.isEmpty()) {
                faults.addAll(Fault.round(kinds, random));
            }
            take(faults.remove(), load, clients);
        } while (since(begin).compareTo(STORM) < 0 || (wholeRounds() && !faults.isEmpty()));
        if (wholeRounds()) {
            report.verdict("every kind of fault ran", report.neverCame(kinds));
        }
    }

    private static boolean wholeRounds() {
        return STORM.isZero() || STORM.compareTo(WHOLE_ROUNDS) >= 0;
    }

    private List<Fault> kinds() {
        if (!ONLY.isEmpty()) {
            return Fault.all().stream()
                    .filter(kind -> kind.title().matches(ONLY))
                    .toList();
        }
        return STORM.isZero() ? Fault.representative() : Fault.all();
    }

    private void take(Fault.Planned planned, CommandLoad load, TortureClients clients) {
        say("Torture: " + planned.fault().title() + " " + (planned.target() + 1));
        Optional<Struck> struck = strike(planned, load, clients);
        struck.ifPresentOrElse(
                fault -> {
                    Set<UUID> probed = probe();
                    Duration decided = since(fault.at());
                    standstills.addAll(new WithoutZombie(TAKEN_OVER).flaws(planned.fault(), () -> isShown(probed)));
                    fault.end().run();
                    awaitShown(probed);
                    Duration shown = since(fault.at());
                    system.awaitReady();
                    TortureReport.Recovery recovery = new TortureReport.Recovery(decided, shown, since(fault.at()));
                    report.fault(planned.fault(), recovery);
                    say("    " + recovery);
                },
                () -> say("    nobody came by"));
        awaitShown(probe());
    }

    /**
     * A fault that has happened.
     *
     * @param at when the recovery begins
     * @param end what ends the fault once the system goes on in spite of it
     */
    private record Struck(long at, Runnable end) {

        static Optional<Struck> now() {
            return now(() -> {});
        }

        static Optional<Struck> now(Runnable end) {
            return Optional.of(new Struck(System.nanoTime(), end));
        }
    }

    /** Empty if nobody came by the place. */
    private Optional<Struck> strike(Fault.Planned planned, CommandLoad load, TortureClients clients) {
        return switch (planned.fault()) {
            case Fault.Blow blow -> strike(blow, planned.target(), load);
            case Fault.AtPlace ambush -> strike(ambush, planned.target(), clients);
            case Fault.OnTheWay disturbance -> disturb(disturbance, planned.target());
            case Fault.WrongClock clock -> step(clock, planned.target());
        };
    }

    private Optional<Struck> strike(Fault.Blow blow, int target, CommandLoad load) {
        TwoOfEach.Program provisioner = system.provisioner(target);
        TwoOfEach.Program bridge = system.bridge(target);
        EmbeddedParts parts = system.parts();
        long begin = System.nanoTime();
        switch (blow) {
            case KILLED_PROVISIONER -> {
                provisioner.kill();
                provisioner.start();
                return Optional.of(new Struck(begin, () -> {}));
            }
            case KILLED_PROVISIONER_AND_LOST_STATE -> {
                provisioner.kill();
                provisioner.loseState();
                provisioner.start();
                return Optional.of(new Struck(begin, () -> {}));
            }
            case SHORT_PAUSE_OF_PROVISIONER -> {
                provisioner.suspend();
                passes(SHORT_PAUSE);
                provisioner.resume();
            }
            case LONG_PAUSE_OF_PROVISIONER -> {
                // Whoever is to decide meanwhile has to be missed first: the probe waits for that.
                provisioner.suspend();
                return Struck.now(provisioner::resume);
            }
            case ROLLING_RESTART_OF_PROVISIONERS -> system.restartProvisionersInTurn();
            case KILLED_BRIDGE -> {
                bridge.kill();
                bridge.start();
            }
            case PAUSED_BRIDGE -> {
                bridge.suspend();
                passes(DISTURBANCE);
                bridge.resume();
            }
            case KILLED_BROKER -> {
                parts.kafka().kill();
                parts.kafka().start();
            }
            case RESTARTED_BROKER -> {
                parts.kafka().stop();
                parts.kafka().start();
            }
            case PAUSED_BROKER -> {
                system.suspendBroker();
                passes(DISTURBANCE);
                system.resumeBroker();
            }
            case KILLED_DATABASE -> {
                parts.postgres().kill();
                passes(SHORT_PAUSE);
                parts.postgres().start();
            }
            case RESTARTED_DATABASE -> {
                parts.postgres().stop();
                parts.postgres().start();
            }
            case PAUSED_DATABASE -> {
                List<ProcessHandle> suspended = system.suspendDatabase();
                passes(DISTURBANCE);
                system.resumeDatabase(suspended);
            }
            case KILLED_REGISTRY -> {
                parts.registry().kill();
                // A program that is new to each schema meets a registry that is not there.
                bridge.kill();
                bridge.start();
                passes(SHORT_PAUSE);
                parts.registry().start();
            }
            case REPEATED_COMMANDS -> repeat(load.accepted().values());
            case MALFORMED_RECORDS -> malformed.addAll(new MalformedRecords(system.bed()).publishInEveryPartition());
            case STEPPING_TIMES_OF_COMMANDS -> stepTimes();
        }
        return Struck.now();
    }

    private Optional<Struck> strike(Fault.AtPlace ambush, int target, TortureClients clients) {
        if (ambush.place() == Place.BRIDGE_AFTER_ANSWERING) {
            clients.nextAnswer(target)
                    .orTimeout(RECOVERY.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            system.bridge(target).kill();
            system.bridge(target).start();
            return Struck.now();
        }
        if (ambush.place() == Place.IN_RESTORE) {
            TwoOfEach.Program provisioner = system.provisioner(target);
            provisioner.kill();
            provisioner.loseState();
            provisioner.lay(ambush.place(), ambush.signal());
            provisioner.start();
        }
        // Who has no partition at the moment comes by no place; then it is the other one's turn.
        return Stream.of(target, 1 - target)
                .map(which -> ambush.ofBridge() ? system.bridge(which) : system.provisioner(which))
                .filter(program -> isStruck(program, ambush))
                .findFirst()
                .flatMap(program -> goesOn(program, ambush));
    }

    private static boolean isStruck(TwoOfEach.Program program, Fault.AtPlace ambush) {
        Callable<Boolean> struck = () -> program.wasStruck(ambush.place(), ambush.signal());
        if (ambush.place() != Place.IN_RESTORE) {
            program.lay(ambush.place(), ambush.signal());
        }
        if (Conditions.holdsWithin(PASSING, struck)) {
            return true;
        }
        return program.unlay(ambush.place()) && Conditions.holdsWithin(PASSING, struck);
    }

    private static Optional<Struck> goesOn(TwoOfEach.Program program, Fault.AtPlace ambush) {
        if (ambush.signal() == Fault.Signal.KILL) {
            Optional<Struck> struck = Struck.now();
            program.start();
            return struck;
        }
        if (!ambush.ofBridge() && ambush.place() != Place.AFTER_POLL) {
            return Struck.now(program::resume);
        }
        passes(SHORT_PAUSE);
        program.resume();
        return Struck.now();
    }

    private Optional<Struck> disturb(Fault.OnTheWay disturbance, int target) {
        TwoOfEach.Program program = program(disturbance.program(), target);
        Runnable end = () -> program.way(disturbance.server(), TcpProxy.Way.GOOD);
        program.way(disturbance.server(), disturbance.way());
        if (disturbance.program() == Fault.Program.PROVISIONER
                && disturbance.server() == Fault.Server.BROKER
                && disturbance.way() == TcpProxy.Way.SILENT) {
            // The other one takes over, and it comes back as a zombie.
            return Struck.now(end);
        }
        passes(DISTURBANCE);
        end.run();
        return Struck.now();
    }

    private Optional<Struck> step(Fault.WrongClock clock, int target) {
        TwoOfEach.Program program = program(clock.program(), target);
        program.setClock(
                switch (clock.wrong()) {
                    case AHEAD -> STEP_AHEAD;
                    case BEHIND -> STEP_BEHIND.negated();
                });
        if (clock.program() == Fault.Program.BRIDGE) {
            passes(WRONG);
            program.setClock(Duration.ZERO);
            return Struck.now();
        }
        if (clock.wrong() == Fault.Wrong.AHEAD) {
            passes(WRONG);
            program.setClock(Duration.ZERO);
        }
        // A clock that is set back ends a provisioner, which has the right time when it is started again.
        program.awaitEnd();
        program.start();
        return Struck.now();
    }

    private TwoOfEach.Program program(Fault.Program program, int target) {
        return switch (program) {
            case PROVISIONER -> system.provisioner(target);
            case BRIDGE -> system.bridge(target);
        };
    }

    /** The times of a customer's commands are as its sender has them, and no two senders agree. */
    private void stepTimes() {
        List<Duration> steps =
                List.of(DAY.multipliedBy(-3), HOUR.multipliedBy(5), HOUR.negated(), DAY.multipliedBy(3), Duration.ZERO);
        // A broker takes no record of more than an hour ahead.
        List<Duration> ofRecords = List.of(HOUR.dividedBy(2), DAY.multipliedBy(-3), Duration.ZERO, HOUR.negated());
        for (int customer = 0; customer < 2 * ProgramSettings.PARTITIONS; customer++) {
            UUID customerId = CustomersOfPartitions.in(customer % ProgramSettings.PARTITIONS);
            Command birth = UpstreamCommands.creation(customerId, customerId + "@times.example");
            publish(birth);
            for (int step = 0; step < 2 * steps.size(); step++) {
                Command renaming = Command.newBuilder(UpstreamCommands.renaming(customerId, "Name " + step))
                        .setTime(birth.getTime().plus(steps.get(choice.nextInt(steps.size()))))
                        .build();
                publish(renaming, Instant.now().plus(ofRecords.get(choice.nextInt(ofRecords.size()))));
            }
        }
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

    /** Returns when a command of each partition, which needs a claim too, has its result; of which customers. */
    private Set<UUID> probe() {
        int behind = results.size();
        Map<UUID, UUID> customers = new HashMap<>();
        for (int partition = 0; partition < ProgramSettings.PARTITIONS; partition++) {
            UUID customerId = CustomersOfPartitions.in(partition);
            Command command = UpstreamCommands.creation(customerId, customerId + "@probe.example");
            publish(command);
            customers.put(command.getCommandId(), customerId);
        }
        Awaitility.await("the results of " + customers.keySet() + ", seed " + SEED)
                .atMost(RECOVERY)
                .pollInterval(POLL)
                .until(() -> results.entriesFrom(behind).stream()
                        .map(entry -> entry.value().getCommandId())
                        .collect(Collectors.toSet())
                        .containsAll(customers.keySet()));
        return Set.copyOf(customers.values());
    }

    /** Returns when the read model has the customers. */
    private void awaitShown(Set<UUID> customers) {
        Awaitility.await("the customers " + customers + ", seed " + SEED)
                .atMost(RECOVERY)
                .pollInterval(POLL)
                .ignoreExceptionsInstanceOf(JdbiException.class)
                .until(() -> isShown(customers));
    }

    private boolean isShown(Set<UUID> customers) {
        return system.database()
                .withHandle(handle -> handle.createQuery("select count(*) from customers where id = any(?)")
                        .bind(0, customers.toArray(UUID[]::new))
                        .mapTo(Integer.class)
                        .one()
                        .equals(customers.size()));
    }

    private void publish(Command command) {
        publish(command, Instant.now());
    }

    private void publish(Command command, Instant timestamp) {
        long sent = System.nanoTime();
        accepted.add(new Accepted(command, upstream.publish(command, timestamp).join(), sent));
    }

    /** What is missing after that long is for the oracles to tell. */
    private void awaitAllDecided() {
        long records = commands().size();
        holdsInTheEnd(() -> results.size() + deadLetters.size() >= records);
    }

    private static boolean holdsInTheEnd(Callable<Boolean> condition) {
        return Conditions.holdsWithin(RECOVERY, condition);
    }

    private void judge(TortureClients clients) {
        List<Taken> taken = commands().stream()
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

        report.verdict("read model goes on without a zombie", standstills);
        report.verdict("clients went on", clients.failures());
        report.verdict("clients were served", ServedClients.flaws(history.attempts(), history.reads()));
        report.verdict("one result for each record", OneResultPerRecord.flaws(accepted, own));
        report.verdict("every record ends", EveryRecordEnds.flaws(taken, deadLetters.values(), all));
        report.verdict("order as published", PublishedOrder.flaws(accepted, own));
        report.verdict("one owner each", OneOwnerEach.flaws(changes));
        report.verdict("live references", LiveReferences.flaws(changes));
        report.verdict("kept quotas", KeptQuotas.flaws(changes));
        report.verdict("atomic changes", AtomicChanges.flaws(events));
        report.verdict("one dead letter each", OneDeadLetterEach.flaws(malformed, deadLetters.values(), all, changes));
        report.verdict("no other dead letter", OneDeadLetterEach.others(malformed, deadLetters.values()));
        report.verdict("kept answers", KeptAnswers.flaws(history.attempts(), clients.outcomes(), changes));
        report.verdict("read your writes", ReadYourWrites.flaws(history.attempts(), history.reads()));
        report.verdict("secrets of changes", SecretsOfChanges.flaws(changes, credentials.values(), mails.values()));
        report.verdict(
                "passwords as asked for", SecretsOfChanges.unpublishedPasswords(accepted, own, credentials.values()));
        report.verdict("read model as events", readModel.flaws(changes));
        report.verdict("whole customers", readModel.incompleteCustomers());
        report.verdict("verify", verify());
        new Rebuild(settings(), Clock.systemUTC()).run();
        report.verdict("verify after rebuild", verify());
        report.verdict("read model as events after rebuild", readModel.flaws(changes));
    }

    private List<Comparison> verify() {
        return new Verification(settings(), Clock.systemUTC()).run().differing();
    }

    private ProvisionerSettings settings() {
        return ProvisionerSettings.of(system.provisionerEnvironment());
    }

    private List<TortureClients.Tenant> tenants() {
        UUID platform = system.secrets().platformCustomerId();
        UUID adminId = RegisterPlatform.adminIdOf(platform);
        Tokens tokens = new Tokens(system.secrets().bridgeTokenKey(), Tokens.DEFAULT_LIFETIME, Clock.systemUTC());
        RestClient admin = new RestClient(system.bridgeUrl(0), tokens.issue(platform, adminId));
        publish(UpstreamCommands.registration(platform));
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

    private List<ConsumerRecord<byte[], byte[]>> commands() {
        return new TopicContents(system.bed()).committed(List.of(Topics.COMMANDS.name()));
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
