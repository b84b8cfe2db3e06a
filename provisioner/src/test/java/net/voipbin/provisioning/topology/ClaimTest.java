package net.voipbin.provisioning.topology;

import static net.voipbin.provisioning.topology.UpstreamCommands.changeEmail;
import static net.voipbin.provisioning.topology.UpstreamCommands.create;
import static net.voipbin.provisioning.topology.UpstreamCommands.delete;
import static net.voipbin.provisioning.topology.UpstreamCommands.registerPlatform;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import net.voipbin.provisioning.contract.ClaimAction;
import net.voipbin.provisioning.contract.ClaimHolder;
import net.voipbin.provisioning.contract.ClaimRequest;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.DeadLetter;
import net.voipbin.provisioning.contract.Outcome;
import net.voipbin.provisioning.contract.ResourceEvent;
import org.junit.jupiter.api.Test;

final class ClaimTest {

    private static final int PARTITIONS = 4;

    private final SteppedProvisioner provisioner = new SteppedProvisioner(PARTITIONS);
    private final UUID first = UUID.randomUUID();
    private final UUID second = UUID.randomUUID();

    @Test
    void shouldGiveAnEmailToTheFirstWhoAsksAndRefuseTheSecond() {
        // Given
        provisioner.publish(create(first, "ada@example.com"));
        provisioner.drain();

        // When
        provisioner.publish(create(second, "ADA@Example.COM"));
        provisioner.drain();

        // Then
        assertThat(outcome(first)).isEqualTo("APPLIED");
        assertThat(outcome(second)).isEqualTo("CUSTOMER_ALREADY_EXISTS");
        assertThat(provisioner.emitted(ResourceEvent.class))
                .extracting(ResourceEvent::getCustomerId)
                .containsOnly(first);
        assertThat(holders()).containsExactly(first);
    }

    @Test
    void shouldLetOneOfManyCreationsWithTheSameEmailSucceed() {
        // Given
        IntStream.range(0, 64).forEach(number -> provisioner.publish(create(UUID.randomUUID(), "ada@example.com")));

        // When
        provisioner.drain();

        // Then
        assertThat(provisioner.emitted(CommandResult.class))
                .filteredOn(result -> result.getOutcome() == Outcome.APPLIED)
                .hasSize(1);
        assertThat(provisioner.emitted(CommandResult.class))
                .filteredOn(result -> result.getOutcome() == Outcome.REJECTED)
                .hasSize(63)
                .allSatisfy(
                        result -> assertThat(result.getRejection().getReason()).isEqualTo("CUSTOMER_ALREADY_EXISTS"));
        assertThat(provisioner.emitted(ResourceEvent.class)).hasSize(3);
        assertThat(provisioner.storedClaims()).hasSize(1);
        assertThat(provisioner.storedStates()).hasSize(1);
        assertThat(provisioner.storedMailboxes()).isEmpty();
    }

    @Test
    void shouldFreeAnEmailAtOnceWithItsOwnersDeletion() {
        // Given
        provisioner.publish(create(first, "ada@example.com"));
        provisioner.publish(delete(first));
        provisioner.drain();

        // When
        provisioner.publish(create(second, "ada@example.com"));
        provisioner.drain();

        // Then
        assertThat(outcome(second)).isEqualTo("APPLIED");
        assertThat(holders()).containsExactly(second);
    }

    @Test
    void shouldFreeTheFormerEmailAtOnceWithItsChange() {
        // Given
        provisioner.publish(create(first, "ada@example.com"));
        provisioner.publish(changeEmail(first, "lovelace@example.com"));
        provisioner.drain();

        // When
        provisioner.publish(create(second, "ada@example.com"));
        provisioner.drain();

        // Then
        assertThat(outcome(second)).isEqualTo("APPLIED");
        assertThat(holders()).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void shouldAskNobodyWhenAnEmailChangesItsCaseOnly() {
        // Given
        provisioner.publish(create(first, "ada@example.com"));
        provisioner.drain();
        int before = provisioner.emitted(ClaimRequest.class).size();

        // When
        provisioner.publish(changeEmail(first, "Ada@Example.com"));
        provisioner.takeAllCommands();

        // Then
        assertThat(outcome(first)).isEqualTo("APPLIED");
        assertThat(provisioner.emitted(ClaimRequest.class)).hasSize(before);
        assertThat(holders()).containsExactly(first);
    }

    @Test
    void shouldLetACustomerTakeBackTheEmailThatItJustGaveUp() {
        // Given
        provisioner.publish(create(first, "ada@example.com"));
        provisioner.publish(changeEmail(first, "lovelace@example.com"));

        // When
        provisioner.publish(changeEmail(first, "ada@example.com"));
        provisioner.drain();

        // Then
        assertThat(provisioner.resultsOf(first))
                .extracting(CommandResult::getOutcome)
                .containsOnly(Outcome.APPLIED);
        assertThat(holders()).containsExactly(first);
    }

    @Test
    void shouldReleaseAGrantedClaimWhenAnotherOfTheSameCommandIsRefused() {
        // Given
        provisioner.publish(registerPlatform("platform@example.com", "root@example.com"));
        provisioner.takeAllCommands();
        ClaimRequest username = provisioner.emitted(ClaimRequest.class).getLast();
        provisioner.holdClaim(provisioner.emitted().getLast().key(), second);

        // When
        provisioner.drain();

        // Then
        assertThat(username.getAction()).isEqualTo(ClaimAction.CLAIM);
        assertThat(outcome(UpstreamCommands.PLATFORM_CUSTOMER)).isEqualTo("AGENT_ALREADY_EXISTS");
        assertThat(holders()).containsExactly(second);
        assertThat(provisioner.storedStates()).isEmpty();
        provisioner.publish(create(first, "platform@example.com"));
        provisioner.drain();
        assertThat(outcome(first)).isEqualTo("APPLIED");
    }

    @Test
    void shouldHoldEmailAndUsernameOfThePlatform() {
        // Given
        Command command = registerPlatform("platform@example.com", "root@example.com");

        // When
        provisioner.publish(command);
        provisioner.drain();

        // Then
        assertThat(outcome(UpstreamCommands.PLATFORM_CUSTOMER)).isEqualTo("APPLIED");
        assertThat(provisioner.emitted(ResourceEvent.class)).hasSize(4);
        assertThat(provisioner.storedClaims()).hasSize(2);
    }

    @Test
    void shouldLetNoOneReleaseAnothersClaim() {
        // Given
        provisioner.publish(create(first, "ada@example.com"));
        provisioner.takeAllCommands();
        String claim = provisioner.emitted().getLast().key();
        provisioner.drain();

        // When
        provisioner.request(claim, new ClaimRequest(ClaimAction.RELEASE, second, second, UUID.randomUUID()));
        provisioner.request(claim, new ClaimRequest(ClaimAction.RELEASE, first, second, UUID.randomUUID()));
        provisioner.drain();

        // Then
        assertThat(holders()).containsExactly(first);
    }

    @Test
    void shouldMakeADefectADeadLetterThatReleasesItsClaimsAndChangesNothing() {
        // Given
        provisioner.publish(create(first, "ada@example.com"));
        provisioner.drain();
        Command poison = changeEmail(first, "lovelace@example.com");
        provisioner.publish(poison);
        provisioner.takeAllCommands();
        provisioner.corruptCustomer(first);
        int events = provisioner.emitted(ResourceEvent.class).size();

        // When
        provisioner.drain();

        // Then
        assertThat(provisioner.emitted(DeadLetter.class))
                .singleElement()
                .satisfies(letter -> assertThat(letter.getReason()).isEqualTo("PROCESSING_FAILED"));
        assertThat(provisioner.emitted(ResourceEvent.class)).hasSize(events);
        assertThat(provisioner.resultsOf(first)).hasSize(1);
        assertThat(provisioner.storedMailboxes()).isEmpty();
        provisioner.publish(create(second, "lovelace@example.com"));
        provisioner.drain();
        assertThat(outcome(second)).isEqualTo("APPLIED");
    }

    @Test
    void shouldGoOnWithTheNextCommandAfterADefect() {
        // Given
        provisioner.publish(create(first, "ada@example.com"));
        provisioner.drain();
        provisioner.publish(changeEmail(first, "lovelace@example.com"));
        Command next = registerPlatformOf(first);
        provisioner.publish(next);
        provisioner.takeAllCommands();
        provisioner.corruptCustomer(first);

        // When
        provisioner.drain();

        // Then
        assertThat(provisioner.emitted(DeadLetter.class)).hasSize(1);
        assertThat(provisioner.resultsOf(first).getLast().getCommandId()).isEqualTo(next.getCommandId());
    }

    @Test
    void shouldReleaseTheClaimsOfAWaitingCommandThatCanBeReadNoMore() {
        // Given
        provisioner.publish(create(first, "ada@example.com"));
        provisioner.takeAllCommands();
        provisioner.corruptWaiting(first, 0);

        // When
        provisioner.drain();

        // Then
        assertThat(provisioner.emitted(DeadLetter.class))
                .singleElement()
                .satisfies(letter -> assertThat(letter.getReason()).isEqualTo("UNDECODABLE_VALUE"));
        assertThat(provisioner.storedClaims()).isEmpty();
        assertThat(provisioner.storedMailboxes()).isEmpty();
        assertThat(provisioner.storedStates()).isEmpty();
    }

    @Test
    void shouldPutNoPersonalDataIntoTheKeysOfClaims() {
        // Given
        Command command = create(first, "ada@example.com");

        // When
        provisioner.publish(command);
        provisioner.takeAllCommands();

        // Then
        assertThat(provisioner.emitted().getLast().key()).matches("customer-email:[0-9a-f]{64}");
    }

    /** A command that is refused without a look at the customer: it isn't the platform's. */
    private static Command registerPlatformOf(UUID customer) {
        return Command.newBuilder(registerPlatform("p@example.com", "root@example.com"))
                .setCustomerId(customer)
                .build();
    }

    private String outcome(UUID customer) {
        CommandResult last = provisioner.resultsOf(customer).getLast();
        return last.getOutcome() == Outcome.APPLIED
                ? "APPLIED"
                : last.getRejection().getReason();
    }

    private List<UUID> holders() {
        return provisioner.storedClaims().stream()
                .map(ClaimHolder::getCustomerId)
                .toList();
    }
}
