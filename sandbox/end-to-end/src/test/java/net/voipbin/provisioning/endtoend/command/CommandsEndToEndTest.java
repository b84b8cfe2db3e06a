package net.voipbin.provisioning.endtoend.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Outcome;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.endtoend.bed.SystemUnderTest;
import net.voipbin.provisioning.endtoend.bed.TopicLog;
import net.voipbin.provisioning.endtoend.bed.UpstreamCommands;
import net.voipbin.provisioning.endtoend.oracle.ReadModelAgainstEvents;
import net.voipbin.provisioning.sandbox.part.ProgramSettings;
import net.voipbin.provisioning.topic.CustomerPartition;
import net.voipbin.provisioning.topic.Topics;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CommandsEndToEndTest {

    private static final int CREATORS = 64;

    private SystemUnderTest system;
    private UpstreamCommands upstream;
    private TopicLog<CommandResult> results;
    private TopicLog<ResourceEvent> events;

    @BeforeAll
    void open() {
        system = SystemUnderTest.shared();
        upstream = system.upstream();
        results = new TopicLog<>(system.bed(), Topics.RESULTS);
        events = new TopicLog<>(system.bed(), Topics.EVENTS);
    }

    @AfterAll
    void close() {
        upstream.close();
        results.close();
        events.close();
    }

    @Test
    void shouldHaveOneEffectAndTheSameResultTwiceWhenACommandComesTwice() {
        // Given
        UUID customerId = UUID.randomUUID();
        Command command = UpstreamCommands.creation(customerId, customerId + "@twice.example");

        // When
        upstream.publish(command).join();
        upstream.publish(command).join();

        // Then
        List<CommandResult> both =
                results.await(2, result -> result.getCommandId().equals(command.getCommandId()));
        assertThat(both).hasSize(2);
        assertThat(both.getFirst().getOutcome()).isEqualTo(Outcome.APPLIED);
        assertThat(both.getLast()).isEqualTo(both.getFirst());
        // What comes after both in the customer's order shows that nothing more comes of them.
        upstream.publish(UpstreamCommands.renaming(customerId, "Afterwards")).join();
        events.await(
                1,
                event -> event.getCustomerId().equals(customerId)
                        && event.getType().equals("customer_updated"));
        assertThat(events.values())
                .filteredOn(event -> event.getCustomerId().equals(customerId))
                .extracting(ResourceEvent::getType)
                .containsExactly("customer_created", "agent_created", "billing_account_created", "customer_updated");
    }

    @Test
    void shouldLetOneCreationSucceedWhenManyOverAllPartitionsHaveTheSameEmail() {
        // Given
        String email = UUID.randomUUID() + "@wanted.example";
        List<Command> creations = new ArrayList<>();
        for (int creator = 0; creator < CREATORS; creator++) {
            creations.add(UpstreamCommands.creation(UUID.randomUUID(), email));
        }
        assertThat(creations)
                .extracting(command -> CustomerPartition.of(command.getCustomerId(), ProgramSettings.PARTITIONS))
                .contains(0, 1, 2, 3);
        List<UUID> ids = creations.stream().map(Command::getCommandId).toList();

        // When
        creations.forEach(upstream::publish);

        // Then
        List<CommandResult> decided = results.await(CREATORS, result -> ids.contains(result.getCommandId()));
        assertThat(decided)
                .filteredOn(result -> result.getOutcome() == Outcome.APPLIED)
                .hasSize(1);
        assertThat(decided)
                .filteredOn(result -> result.getOutcome() == Outcome.REJECTED)
                .hasSize(CREATORS - 1)
                .allSatisfy(
                        result -> assertThat(result.getRejection().getReason()).isEqualTo("CUSTOMER_ALREADY_EXISTS"));
        awaitProjected(decided);
        int owners = system.database()
                .withHandle(handle -> handle.createQuery(
                                "select count(*) from customers where email = :email and tm_delete is null")
                        .bind("email", email)
                        .mapTo(Integer.class)
                        .one());
        assertThat(owners).isEqualTo(1);
    }

    @Test
    void shouldFreeAnEmailTheMomentItsOwnerIsGone() {
        // Given
        String email = UUID.randomUUID() + "@freed.example";
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        Command deletion = UpstreamCommands.deletion(first);
        upstream.publish(UpstreamCommands.creation(first, email)).join();
        upstream.publish(deletion).join();
        results.await(1, result -> result.getCommandId().equals(deletion.getCommandId()));

        // When
        Command again = UpstreamCommands.creation(second, email);
        upstream.publish(again).join();

        // Then
        assertThat(results.await(1, result -> result.getCommandId().equals(again.getCommandId())))
                .singleElement()
                .extracting(CommandResult::getOutcome)
                .isEqualTo(Outcome.APPLIED);
    }

    @Test
    void shouldKeepTheReadModelEqualToTheFoldOfTheEvents() {
        // Given
        UUID customerId = UUID.randomUUID();
        Command last = UpstreamCommands.renaming(customerId, "Acme Corporation Inc.");
        upstream.publish(UpstreamCommands.creation(customerId, customerId + "@fold.example"))
                .join();

        // When
        upstream.publish(last).join();

        // Then
        awaitProjected(results.await(1, result -> result.getCommandId().equals(last.getCommandId())));
        assertThat(new ReadModelAgainstEvents(system.database()).flaws(events.values()))
                .isEmpty();
    }

    private void awaitProjected(List<CommandResult> decided) {
        List<UUID> ids = decided.stream().map(CommandResult::getCommandId).toList();
        Awaitility.await()
                .until(() -> system.database()
                                .withHandle(handle -> handle.createQuery(
                                                "select count(*) from command_results where command_id in (<ids>)")
                                        .bindList("ids", ids)
                                        .mapTo(Integer.class)
                                        .one())
                        == ids.size());
    }
}
