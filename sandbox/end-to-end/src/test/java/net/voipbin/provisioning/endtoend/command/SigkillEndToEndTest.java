package net.voipbin.provisioning.endtoend.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.DeadLetter;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.endtoend.bed.SystemUnderTest;
import net.voipbin.provisioning.endtoend.bed.TopicLog;
import net.voipbin.provisioning.endtoend.load.CommandLoad;
import net.voipbin.provisioning.endtoend.oracle.AtomicChanges;
import net.voipbin.provisioning.endtoend.oracle.KeptQuotas;
import net.voipbin.provisioning.endtoend.oracle.LiveReferences;
import net.voipbin.provisioning.endtoend.oracle.OneOwnerEach;
import net.voipbin.provisioning.endtoend.oracle.OneResultEach;
import net.voipbin.provisioning.endtoend.oracle.PublishedOrder;
import net.voipbin.provisioning.endtoend.oracle.ReadModelAgainstEvents;
import net.voipbin.provisioning.topic.Topics;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The provisioner is killed again and again under load, while consumers and the database are watched. */
@Tag("long")
final class SigkillEndToEndTest {

    private static final Logger log = LoggerFactory.getLogger(SigkillEndToEndTest.class);
    private static final int KILLS = 10;
    private static final int COMMANDS_PER_SECOND = 200;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration CALM = Duration.ofSeconds(10);
    private static final int MOST_MILLISECONDS_TO_LIVE = 1_000;
    private static final Duration RECOVERY_TIMEOUT = Duration.ofSeconds(60);

    private final SystemUnderTest system = SystemUnderTest.shared();
    private final ReadModelAgainstEvents readModel = new ReadModelAgainstEvents(system.database());
    private final Set<String> seenFlaws = new CopyOnWriteArraySet<>();

    @Test
    void shouldLoseDoubleOrTearNothingWhenTheProvisionerIsKilledUnderLoad() {
        // Given
        long seed = new Random().nextLong();
        log.atInfo().addKeyValue("seed", seed).log("Killing the provisioner under load");
        try (TopicLog<CommandResult> results = new TopicLog<>(system.bed(), Topics.RESULTS);
                TopicLog<ResourceEvent> events = new TopicLog<>(system.bed(), Topics.EVENTS);
                TopicLog<DeadLetter> deadLetters = new TopicLog<>(system.bed(), Topics.DEAD_LETTERS);
                ScheduledExecutorService watchers = Executors.newScheduledThreadPool(2)) {
            watchers.scheduleWithFixedDelay(this::watchReadModel, 0, 100, TimeUnit.MILLISECONDS);
            watchers.scheduleWithFixedDelay(() -> watchEvents(events), 0, 500, TimeUnit.MILLISECONDS);
            CommandLoad load = new CommandLoad(system.upstream(), seed, COMMANDS_PER_SECOND);

            // When
            try (load) {
                calm(load, results);
                killAgainAndAgain(load, results, new Random(seed));
            }
            awaitResults(load, results);
            watchers.shutdown();

            // Then
            Map<UUID, CommandLoad.Accepted> accepted = load.accepted();
            List<CommandResult> ofLoad = results.values().stream()
                    .filter(result -> accepted.containsKey(result.getCommandId()))
                    .toList();
            Awaitility.await().atMost(RECOVERY_TIMEOUT).until(() -> projected(results.values()));
            assertThat(OneResultEach.flaws(accepted.keySet(), ofLoad)).isEmpty();
            assertThat(PublishedOrder.flaws(accepted.values(), ofLoad)).isEmpty();
            assertThat(OneOwnerEach.flaws(events.values())).isEmpty();
            assertThat(LiveReferences.flaws(events.values())).isEmpty();
            assertThat(KeptQuotas.flaws(events.values())).isEmpty();
            assertThat(deadLetters.values())
                    .filteredOn(letter -> ofLoad(letter, accepted.values()))
                    .isEmpty();
            assertThat(seenFlaws).isEmpty();
            assertThat(AtomicChanges.flaws(events)).isEmpty();
            assertThat(readModel.incompleteCustomers()).isEmpty();
            assertThat(readModel.flaws(events.values())).isEmpty();
            assertThat(refusals(ofLoad))
                    .as("all that the oracles watch over was tried")
                    .containsKeys(
                            "AGENT_ALREADY_EXISTS",
                            "NUMBER_ALREADY_EXISTS",
                            "TAG_ALREADY_EXISTS",
                            "REFERENCE_INVALID",
                            "RESOURCE_LIMIT_EXCEEDED");
            log.atInfo()
                    .addKeyValue("refusals", refusals(ofLoad))
                    .addKeyValue("commands", accepted.size())
                    .addKeyValue("results", ofLoad.size())
                    .addKeyValue("events", events.entries().size())
                    .log("All accounted for");
        }
    }

    private static Map<String, Long> refusals(List<CommandResult> results) {
        return results.stream()
                .filter(result -> result.getRejection() != null)
                .collect(Collectors.groupingBy(
                        result -> result.getRejection().getReason(), TreeMap::new, Collectors.counting()));
    }

    private static boolean ofLoad(DeadLetter letter, Collection<CommandLoad.Accepted> accepted) {
        return accepted.stream()
                .anyMatch(command -> command.place().partition() == letter.getPartition()
                        && command.place().offset() == letter.getOffset());
    }

    private void calm(CommandLoad load, TopicLog<CommandResult> results) {
        passes(WARM_UP);
        long begin = System.nanoTime();
        passes(CALM);
        List<Long> latencies = decided(load, results, 0)
                .filter(decided -> decided.sent() > begin)
                .map(decided -> decided.seen() - decided.sent())
                .sorted()
                .toList();
        assertThat(latencies).isNotEmpty();
        log.atInfo()
                .addKeyValue("per_second", COMMANDS_PER_SECOND)
                .addKeyValue("count", latencies.size())
                .addKeyValue("p50_ms", milliseconds(latencies.get(latencies.size() / 2)))
                .addKeyValue("p99_ms", milliseconds(latencies.get(latencies.size() * 99 / 100)))
                .log("From command to result");
    }

    /** The load is what is waited for, and has no other end. */
    private static void passes(Duration time) {
        long begin = System.nanoTime();
        Awaitility.await().atMost(time.multipliedBy(2)).until(() -> System.nanoTime() - begin > time.toNanos());
    }

    private void killAgainAndAgain(CommandLoad load, TopicLog<CommandResult> results, Random random) {
        List<Long> recoveries = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            long lives = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(random.nextInt(MOST_MILLISECONDS_TO_LIVE));
            Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> System.nanoTime() > lives);
            int behind = results.size();
            system.killProvisioner();
            long killed = System.nanoTime();
            system.startProvisioner();
            long decided = Awaitility.await()
                    .atMost(RECOVERY_TIMEOUT)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> firstDecisionAfter(killed, load, results, behind), time -> time > 0);
            recoveries.add(decided - killed);
        }
        recoveries.sort(Comparator.naturalOrder());
        log.atInfo()
                .addKeyValue("kills", KILLS)
                .addKeyValue("median_ms", milliseconds(recoveries.get(KILLS / 2)))
                .addKeyValue("worst_ms", milliseconds(recoveries.getLast()))
                .log("From SIGKILL to the next decision");
    }

    /** When the first result came of a command that was given after the kill; 0 while there is none. */
    private static long firstDecisionAfter(long killed, CommandLoad load, TopicLog<CommandResult> results, int behind) {
        return decided(load, results, behind)
                .filter(decided -> decided.sent() > killed)
                .mapToLong(Decided::seen)
                .min()
                .orElse(0);
    }

    /** When commands of the load were given, and when their results came; of the results behind so many. */
    private static Stream<Decided> decided(CommandLoad load, TopicLog<CommandResult> results, int behind) {
        return results.entriesFrom(behind).stream()
                .flatMap(entry -> load.accepted(entry.value().getCommandId()).stream()
                        .map(command -> new Decided(command.sent(), entry.seen())));
    }

    private record Decided(long sent, long seen) {}

    /** A busy machine is slow, not wrong: as long as results come, the rest is waited for. */
    private static void awaitResults(CommandLoad load, TopicLog<CommandResult> results) {
        Map<UUID, CommandLoad.Accepted> missing = new HashMap<>(load.accepted());
        int seen = 0;
        while (!missing.isEmpty()) {
            int from = seen;
            List<TopicLog.Entry<CommandResult>> come = Awaitility.await(missing.size() + " results are missing, one of "
                            + missing.values().iterator().next())
                    .atMost(RECOVERY_TIMEOUT)
                    .until(() -> results.entriesFrom(from), entries -> !entries.isEmpty());
            seen += come.size();
            come.forEach(entry -> missing.remove(entry.value().getCommandId()));
        }
    }

    private boolean projected(List<CommandResult> decided) {
        Set<UUID> rows = system.database()
                .withHandle(handle -> handle.createQuery("select command_id from command_results")
                        .mapTo(UUID.class)
                        .collect(Collectors.toSet()));
        Predicate<CommandResult> reuse = result -> result.getRejection() != null
                && result.getRejection().getReason().equals("IDEMPOTENCY_KEY_REUSED");
        return decided.stream()
                .filter(reuse.negate())
                .map(CommandResult::getCommandId)
                .allMatch(rows::contains);
    }

    private void watchReadModel() {
        try {
            readModel
                    .incompleteCustomers()
                    .forEach(id -> seenFlaws.add("the read model showed half of customer " + id));
        } catch (RuntimeException e) {
            seenFlaws.add("the read model could not be watched: " + e);
        }
    }

    private void watchEvents(TopicLog<ResourceEvent> events) {
        try {
            seenFlaws.addAll(AtomicChanges.flaws(events));
        } catch (RuntimeException e) {
            seenFlaws.add("the events could not be watched: " + e);
        }
    }

    private static long milliseconds(long nanoseconds) {
        return TimeUnit.NANOSECONDS.toMillis(nanoseconds);
    }
}
