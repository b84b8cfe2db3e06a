package net.voipbin.provisioning.endtoend.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Outcome;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.domain.customer.CustomerEnd;
import net.voipbin.provisioning.endtoend.bed.CustomersOfPartitions;
import net.voipbin.provisioning.endtoend.bed.SystemUnderTest;
import net.voipbin.provisioning.endtoend.bed.TopicLog;
import net.voipbin.provisioning.endtoend.bed.UpstreamCommands;
import net.voipbin.provisioning.endtoend.oracle.AtomicChanges;
import net.voipbin.provisioning.endtoend.oracle.CustomerEndLog;
import net.voipbin.provisioning.sandbox.part.ProgramSettings;
import net.voipbin.provisioning.sandbox.process.ResidentMemory;
import net.voipbin.provisioning.topic.CustomerPartition;
import net.voipbin.provisioning.topic.Topics;
import org.apache.avro.Schema;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a customer that owns more than one change may hold, while the provisioner is killed again and again. The
 * system property {@code large.customer.resources} makes it as large as one likes.
 */
@Tag("long")
final class LargeCustomerEndToEndTest {

    private static final Logger log = LoggerFactory.getLogger(LargeCustomerEndToEndTest.class);
    private static final int RESOURCES = Integer.getInteger("large.customer.resources", 5_000);
    private static final int AGENTS = 20;
    private static final int NEIGHBOURS = 20;
    private static final int KILLS = 4;
    private static final int MOST_UNDER_WAY = 20_000;
    /** The customer, its guest agent and its billing account. */
    private static final int BORN_WITH_IT = 3;

    private static final Duration TIMEOUT = Duration.ofSeconds(120 + RESOURCES / 200);

    private final SystemUnderTest system = SystemUnderTest.shared();
    private final UUID customerId = UUID.randomUUID();
    private final int partition = CustomerPartition.of(customerId, ProgramSettings.PARTITIONS);
    private final String email = customerId + "@large.example";
    private final List<UUID> neighbours = Stream.generate(() -> CustomersOfPartitions.in(partition))
            .limit(NEIGHBOURS)
            .toList();
    private long peakMebibytes;

    @Test
    void shouldEndALargeCustomerOnceInBoundedStepsWhileOthersGoOnWhenTheProvisionerIsKilled() {
        try (UpstreamCommands upstream = system.upstream();
                TopicLog<CommandResult> results = new TopicLog<>(system.bed(), Topics.RESULTS);
                TopicLog<ResourceEvent> events = new TopicLog<>(system.bed(), Topics.EVENTS)) {
            CustomerEndLog end = new CustomerEndLog(events, customerId);

            // Given
            neighbours.forEach(id -> upstream.publish(UpstreamCommands.creation(id, id + "@large.example")));
            build(upstream, results);
            assertThat(awaitCount(end::born, RESOURCES + BORN_WITH_IT)).isEqualTo(RESOURCES + BORN_WITH_IT);
            notePeak();
            log.atInfo().addKeyValue("peak_mib", peakMebibytes).log("The large customer is built");

            // When
            Command deletion = UpstreamCommands.deletion(customerId);
            long begin = System.nanoTime();
            upstream.publish(deletion);
            List<Command> behind = neighbours.stream()
                    .map(id -> UpstreamCommands.renaming(id, "Neighbour"))
                    .toList();
            behind.forEach(upstream::publish);
            List<Integer> killedAt = killAgainAndAgain(upstream, results, end);
            awaitCount(end::deleted, RESOURCES + BORN_WITH_IT);
            long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
            awaitCount(end::tombstoned, RESOURCES + BORN_WITH_IT - 1);
            awaitNothingAlive();
            awaitErasedResults();
            notePeak();
            log.atInfo()
                    .addKeyValue("resources", RESOURCES)
                    .addKeyValue("seconds", seconds)
                    .addKeyValue("changes", end.deletingChanges().size())
                    .addKeyValue("peak_mib", peakMebibytes)
                    .addKeyValue("killed_at", killedAt)
                    .log("The large customer has ended");

            // Then
            assertThat(end.flaws()).isEmpty();
            assertThat(end.deletingChanges().values())
                    .hasSizeGreaterThan(RESOURCES / CustomerEnd.MOST_AT_ONCE - 1)
                    .allMatch(size -> size <= CustomerEnd.MOST_AT_ONCE + BORN_WITH_IT);
            assertThat(AtomicChanges.flaws(events.entries().stream()
                            .filter(entry -> entry.record().partition() == partition)
                            .flatMap(entry -> Stream.ofNullable(entry.record().value()))
                            .toList()))
                    .isEmpty();
            assertThat(killedAt).anyMatch(deleted -> deleted > 0 && deleted < RESOURCES);
            assertThat(results.values())
                    .filteredOn(result -> result.getCommandId().equals(deletion.getCommandId()))
                    .singleElement()
                    .extracting(CommandResult::getOutcome)
                    .isEqualTo(Outcome.APPLIED);
            assertDecidedMeanwhile(behind, results, events, end);
            assertItsNamesAreFree(upstream, results);
        }
    }

    private void build(UpstreamCommands upstream, TopicLog<CommandResult> results) {
        upstream.publish(UpstreamCommands.creation(customerId, email));
        upstream.publish(UpstreamCommands.planning(customerId, "unlimited"));
        IntStream.range(0, AGENTS)
                .forEach(agent -> upstream.publish(UpstreamCommands.newAgent(customerId, username(agent))));
        awaitResult(upstream, results, UpstreamCommands.renaming(customerId, "Large"));
        long begin = System.nanoTime();
        List<CompletableFuture<?>> underWay = new ArrayList<>();
        for (int tag = AGENTS; tag < RESOURCES; tag++) {
            underWay.add(upstream.publish(UpstreamCommands.newTag(customerId, "tag " + tag)));
            if (underWay.size() == MOST_UNDER_WAY) {
                underWay.forEach(CompletableFuture::join);
                underWay.clear();
            }
        }
        awaitResult(upstream, results, UpstreamCommands.renaming(customerId, "Very large"));
        log.atInfo()
                .addKeyValue("commands", RESOURCES - AGENTS)
                .addKeyValue(
                        "per_second",
                        (RESOURCES - AGENTS)
                                * 1_000L
                                / Duration.ofNanos(System.nanoTime() - begin).toMillis())
                .log("Its resources have been created");
    }

    /** How many resources had been deleted at each kill. */
    private List<Integer> killAgainAndAgain(
            UpstreamCommands upstream, TopicLog<CommandResult> results, CustomerEndLog end) {
        List<Integer> killedAt = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            awaitCount(end::deleted, 1 + kill * RESOURCES / (KILLS + 1));
            notePeak();
            system.killProvisioner();
            killedAt.add(end.deleted());
            system.startProvisioner();
            // Whoever shares the partition is served again, whatever is left of the end.
            awaitResult(upstream, results, UpstreamCommands.renaming(neighbours.get(kill), "After kill " + kill));
        }
        return killedAt;
    }

    /** In the log of their partition their changes lie before the last of the end. */
    private void assertDecidedMeanwhile(
            List<Command> behind, TopicLog<CommandResult> results, TopicLog<ResourceEvent> events, CustomerEndLog end) {
        List<UUID> ids = behind.stream().map(Command::getCommandId).toList();
        results.await(ids.size(), result -> ids.contains(result.getCommandId()));
        assertThat(events.entries())
                .filteredOn(entry -> entry.record().value() != null
                        && ids.contains(entry.record().value().getCommandId()))
                .hasSize(NEIGHBOURS)
                .allSatisfy(entry -> assertThat(entry.record().offset()).isLessThan(end.lastDeletion()));
    }

    private void assertItsNamesAreFree(UpstreamCommands upstream, TopicLog<CommandResult> results) {
        UUID heir = UUID.randomUUID();
        assertThat(awaitResult(upstream, results, UpstreamCommands.creation(heir, email))
                        .getOutcome())
                .isEqualTo(Outcome.APPLIED);
        awaitResult(upstream, results, UpstreamCommands.planning(heir, "unlimited"));
        for (int agent = 0; agent < AGENTS; agent++) {
            assertThat(awaitResult(upstream, results, UpstreamCommands.newAgent(heir, username(agent)))
                            .getOutcome())
                    .isEqualTo(Outcome.APPLIED);
        }
    }

    private void awaitNothingAlive() {
        Awaitility.await()
                .atMost(TIMEOUT)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(aliveInReadModel()).isEmpty());
    }

    private void awaitErasedResults() {
        Awaitility.await()
                .atMost(TIMEOUT)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> system.database()
                        .withHandle(
                                handle -> handle.createQuery("select completed from erasures where customer_id = :id")
                                        .bind("id", customerId)
                                        .mapTo(Boolean.class)
                                        .one()));
    }

    private List<String> aliveInReadModel() {
        List<String> alive = new ArrayList<>();
        for (Schema.Field type : Resource.getClassSchema().getFields()) {
            String table = type.name() + "s";
            boolean customers = table.equals("customers");
            long rows = system.database()
                    .withHandle(handle -> handle.createQuery("select count(*) from " + table
                                    + (customers
                                            ? " where id = :id and tm_delete is null"
                                            : " where customer_id = :id"))
                            .bind("id", customerId)
                            .mapTo(Long.class)
                            .one());
            if (rows > 0) {
                alive.add(rows + " " + table);
            }
        }
        return alive;
    }

    private CommandResult awaitResult(UpstreamCommands upstream, TopicLog<CommandResult> results, Command command) {
        upstream.publish(command);
        return results.awaitFirst(TIMEOUT, result -> result.getCommandId().equals(command.getCommandId()));
    }

    private static int awaitCount(java.util.function.IntSupplier count, int least) {
        return Awaitility.await()
                .atMost(TIMEOUT)
                .pollInterval(Duration.ofMillis(5))
                .until(count::getAsInt, present -> present >= least);
    }

    private void notePeak() {
        peakMebibytes = Math.max(
                peakMebibytes,
                ResidentMemory.peakMebibytes(system.provisionerPid()).orElse(0));
    }

    private String username(int agent) {
        return "agent-" + agent + "-" + email;
    }
}
