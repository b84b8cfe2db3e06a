package net.voipbin.provisioning.endtoend.torture;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.endtoend.bed.CustomersOfPartitions;
import net.voipbin.provisioning.endtoend.bed.TopicLog;
import net.voipbin.provisioning.endtoend.bed.UpstreamCommands;
import net.voipbin.provisioning.endtoend.load.CommandLoad.Accepted;
import net.voipbin.provisioning.endtoend.load.MalformedRecord;
import net.voipbin.provisioning.endtoend.load.MalformedRecords;
import net.voipbin.provisioning.sandbox.part.ProgramSettings;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.JdbiException;

/**
 * The commands that the torture test itself publishes, and what becomes of them. It notes each with its place on the topic,
 * for the oracles. Not thread-safe.
 */
final class TortureCommands implements AutoCloseable {

    private static final int REPEATED = 50;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private static final Duration POLL = Duration.ofMillis(25);

    private final TwoOfEach system;
    private final TopicLog<CommandResult> results;
    private final UpstreamCommands upstream;
    private final Random choice;
    private final long seed;
    private final List<Accepted> accepted = new ArrayList<>();
    private final List<MalformedRecord> malformed = new ArrayList<>();

    /** @param seed of the choice among commands and times; a generator of its own, so that it moves no fault */
    TortureCommands(TwoOfEach system, TopicLog<CommandResult> results, long seed) {
        this.system = system;
        this.results = results;
        this.seed = seed;
        upstream = new UpstreamCommands(system.bed());
        choice = new Random(seed);
    }

    /** The commands that the broker has acknowledged, in their order. */
    List<Accepted> accepted() {
        return List.copyOf(accepted);
    }

    /** The malformed records that the broker has acknowledged. */
    List<MalformedRecord> malformed() {
        return List.copyOf(malformed);
    }

    /** Publishes each kind of malformed record in every partition. */
    void publishMalformed() {
        malformed.addAll(new MalformedRecords(system.bed()).publishInEveryPartition());
    }

    /** Publishes the commands of a customer with times that step back and forth, for two customers of each partition. */
    void stepTimes() {
        // The times of a customer's commands are as its sender has them, and no two senders agree.
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

    /** Publishes fifty of the commands a second time. */
    void repeat(Collection<Accepted> candidates) {
        List<Accepted> some = new ArrayList<>(candidates);
        for (int count = 0; count < REPEATED && !some.isEmpty(); count++) {
            publish(some.get(choice.nextInt(some.size())).command());
        }
    }

    /** Returns when a command of each partition, which needs a claim too, has its result; of which customers. */
    Set<UUID> probe() {
        int behind = results.size();
        Map<UUID, UUID> customers = new HashMap<>();
        for (int partition = 0; partition < ProgramSettings.PARTITIONS; partition++) {
            UUID customerId = CustomersOfPartitions.in(partition);
            Command command = UpstreamCommands.creation(customerId, customerId + "@probe.example");
            publish(command);
            customers.put(command.getCommandId(), customerId);
        }
        Awaitility.await("the results of " + customers.keySet() + ", seed " + seed)
                .atMost(TwoOfEach.RECOVERY)
                .pollInterval(POLL)
                .until(() -> results.entriesFrom(behind).stream()
                        .map(entry -> entry.value().getCommandId())
                        .collect(Collectors.toSet())
                        .containsAll(customers.keySet()));
        return Set.copyOf(customers.values());
    }

    /** Returns when the read model has the customers. */
    void awaitShown(Set<UUID> customers) {
        Awaitility.await("the customers " + customers + ", seed " + seed)
                .atMost(TwoOfEach.RECOVERY)
                .pollInterval(POLL)
                .ignoreExceptionsInstanceOf(JdbiException.class)
                .until(() -> isShown(customers));
    }

    /** Whether the read model has all of the customers. */
    boolean isShown(Set<UUID> customers) {
        return system.database()
                .withHandle(handle -> handle.createQuery("select count(*) from customers where id = any(?)")
                        .bind(0, customers.toArray(UUID[]::new))
                        .mapTo(Integer.class)
                        .one()
                        .equals(customers.size()));
    }

    /** Publishes a command with the present as the time of its record, and returns when the broker has it. */
    void publish(Command command) {
        publish(command, Instant.now());
    }

    private void publish(Command command, Instant timestamp) {
        long sent = System.nanoTime();
        accepted.add(new Accepted(command, upstream.publish(command, timestamp).join(), sent));
    }

    @Override
    public void close() {
        upstream.close();
    }
}
