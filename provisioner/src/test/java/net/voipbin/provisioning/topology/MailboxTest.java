package net.voipbin.provisioning.topology;

import static net.voipbin.provisioning.topology.UpstreamCommands.changeEmail;
import static net.voipbin.provisioning.topology.UpstreamCommands.create;
import static net.voipbin.provisioning.topology.UpstreamCommands.delete;
import static net.voipbin.provisioning.topology.UpstreamCommands.rename;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.voipbin.provisioning.contract.ClaimRequest;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Outcome;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.contract.Wakeup;
import org.junit.jupiter.api.Test;

final class MailboxTest {

    private final SteppedProvisioner provisioner = new SteppedProvisioner(1);
    private final UUID customer = UUID.randomUUID();

    @Test
    void shouldDecideNothingBeforeTheClaimIsAnswered() {
        // Given
        provisioner.publish(create(customer, "ada@example.com"));

        // When
        provisioner.takeCommand(0);

        // Then
        assertThat(provisioner.emitted(CommandResult.class)).isEmpty();
        assertThat(provisioner.emitted(ResourceEvent.class)).isEmpty();
        assertThat(provisioner.storedResources()).isEmpty();
        assertThat(provisioner.storedMailboxes()).hasSize(1);
    }

    @Test
    void shouldDecideCommandsBehindAWaitingOneAfterItInTheOrderInWhichTheyWerePublished() {
        // Given
        List<Command> published = List.of(
                create(customer, "ada@example.com"),
                rename(customer, "Second"),
                changeEmail(customer, "lovelace@example.com"),
                rename(customer, "Fourth"),
                delete(customer));
        published.forEach(provisioner::publish);
        provisioner.takeAllCommands();
        assertThat(provisioner.emitted(CommandResult.class)).isEmpty();

        // When
        provisioner.drain();

        // Then
        assertThat(provisioner.resultsOf(customer))
                .extracting(CommandResult::getCommandId)
                .containsExactlyElementsOf(
                        published.stream().map(Command::getCommandId).toList());
        assertThat(provisioner.resultsOf(customer))
                .extracting(CommandResult::getChangeSeq)
                .containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void shouldDecideOtherCustomersCommandsAtOnceWhileOneWaits() {
        // Given
        UUID other = UUID.randomUUID();
        provisioner.publish(create(other, "grace@example.com"));
        provisioner.drain();
        provisioner.publish(create(customer, "ada@example.com"));
        provisioner.publish(rename(customer, "Waits"));
        provisioner.publish(rename(other, "Goes on"));

        // When
        provisioner.takeAllCommands();

        // Then
        assertThat(provisioner.resultsOf(customer)).isEmpty();
        assertThat(provisioner.resultsOf(other)).hasSize(2);
    }

    @Test
    void shouldPutCommandsThatComeWhileAMailboxIsWorkedOffBehindIt() {
        // Given
        provisioner.publish(create(customer, "ada@example.com"));
        provisioner.publish(rename(customer, "Second"));
        provisioner.publish(changeEmail(customer, "lovelace@example.com"));
        provisioner.takeAllCommands();
        provisioner.takeClaim(0);
        provisioner.takeWakeup(0);
        Command late = rename(customer, "Late");

        // When
        provisioner.publish(late);
        provisioner.takeCommand(0);

        // Then
        assertThat(provisioner.resultsOf(customer)).hasSize(2);
        provisioner.drain();
        assertThat(provisioner.resultsOf(customer)).hasSize(4);
        assertThat(provisioner.resultsOf(customer).getLast().getCommandId()).isEqualTo(late.getCommandId());
    }

    @Test
    void shouldWorkALongMailboxOffInStepsWithAWakeupBetween() {
        // Given
        List<Command> published = new ArrayList<>();
        published.add(create(customer, "ada@example.com"));
        for (int number = 0; number < 250; number++) {
            published.add(rename(customer, "Name " + number));
        }
        published.forEach(provisioner::publish);
        provisioner.takeAllCommands();
        provisioner.takeClaim(0);
        List<Integer> decided = new ArrayList<>();

        // When
        while (provisioner.takeWakeup(0)) {
            decided.add(provisioner.resultsOf(customer).size());
        }

        // Then
        assertThat(decided).containsExactly(100, 200, 251);
        assertThat(provisioner.emitted(Wakeup.class)).hasSize(3);
        assertThat(provisioner.resultsOf(customer))
                .extracting(CommandResult::getCommandId)
                .containsExactlyElementsOf(
                        published.stream().map(Command::getCommandId).toList());
        assertThat(provisioner.storedMailboxes()).isEmpty();
    }

    @Test
    void shouldDecideADuplicateThatWaitsByTheFirstOnesResult() {
        // Given
        Command command = create(customer, "ada@example.com");
        provisioner.publish(command);
        provisioner.publish(command);
        provisioner.takeAllCommands();

        // When
        provisioner.drain();

        // Then
        assertThat(provisioner.resultsOf(customer))
                .hasSize(2)
                .allSatisfy(result -> assertThat(result)
                        .isEqualTo(provisioner.resultsOf(customer).getFirst()));
        assertThat(provisioner.emitted(ResourceEvent.class)).hasSize(3);
    }

    @Test
    void shouldNotGoOnAtAWakeupThatIsNotTheAnswer() {
        // Given
        provisioner.publish(create(customer, "ada@example.com"));
        provisioner.takeCommand(0);
        int asked = provisioner.emitted(ClaimRequest.class).size();

        // When
        provisioner.wake(customer, Wakeup.newBuilder().build());
        provisioner.takeWakeup(0);

        // Then
        assertThat(provisioner.emitted(ClaimRequest.class)).hasSize(asked);
        assertThat(provisioner.emitted(CommandResult.class)).isEmpty();
    }

    @Test
    void shouldIgnoreAnAnswerThatNobodyWaitsFor() {
        // Given
        provisioner.publish(create(customer, "ada@example.com"));
        provisioner.takeCommand(0);
        provisioner.takeClaim(0);
        Wakeup answer = provisioner.emitted(Wakeup.class).getFirst();
        provisioner.drain();
        int before = provisioner.emitted().size();

        // When
        provisioner.wake(customer, answer);
        provisioner.drain();

        // Then
        assertThat(provisioner.emitted()).hasSize(before);
        assertThat(provisioner.resultsOf(customer))
                .singleElement()
                .satisfies(result -> assertThat(result.getOutcome()).isEqualTo(Outcome.APPLIED));
    }

    @Test
    void shouldNotLetALateAnswerToAnotherCommandDecideTheOneThatWaits() {
        // Given
        UUID other = UUID.randomUUID();
        provisioner.publish(create(other, "ada@example.com"));
        provisioner.drain();
        Command refused = create(customer, "ada@example.com");
        provisioner.publish(refused);
        provisioner.drain();
        Wakeup refusal = provisioner.emitted(Wakeup.class).getLast();
        provisioner.publish(delete(other));
        provisioner.drain();
        Command second = create(customer, "ada@example.com");
        provisioner.publish(second);
        provisioner.takeCommand(0);

        // When
        provisioner.wake(customer, refusal);
        provisioner.drain();

        // Then
        assertThat(provisioner.resultsOf(customer))
                .extracting(CommandResult::getOutcome)
                .containsExactly(Outcome.REJECTED, Outcome.APPLIED);
    }
}
