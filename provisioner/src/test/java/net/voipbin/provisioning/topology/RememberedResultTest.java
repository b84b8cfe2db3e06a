package net.voipbin.provisioning.topology;

import static net.voipbin.provisioning.topology.UpstreamCommands.create;
import static net.voipbin.provisioning.topology.UpstreamCommands.delete;
import static net.voipbin.provisioning.topology.UpstreamCommands.rename;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.CreateCustomer;
import net.voipbin.provisioning.contract.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RememberedResultTest {

    private final ProvisionerDriver provisioner = new ProvisionerDriver();
    private final UUID customer = UUID.randomUUID();

    @AfterEach
    void stop() {
        provisioner.close();
    }

    @Test
    void shouldGiveADuplicateTheSameResultAndNoSecondEffect() {
        // Given
        Command command = create(customer, "ada@example.com");
        CommandResult first = provisioner.decide(command);
        provisioner.publish(rename(customer, "Renamed since"));
        provisioner.results();
        provisioner.events();

        // When
        CommandResult second = provisioner.decide(command);

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(provisioner.events()).isEmpty();
    }

    @Test
    void shouldTakeARepetitionAtAnotherTimeForTheSameCommand() {
        // Given
        Command command = create(customer, "ada@example.com");
        CommandResult first = provisioner.decide(command);
        Command later = Command.newBuilder(command)
                .setTime(command.getTime().plusSeconds(5))
                .build();

        // When
        CommandResult second = provisioner.decide(later);

        // Then
        assertThat(second).isEqualTo(first);
    }

    @Test
    void shouldRefuseAnotherContentUnderTheSameIdAndKeepTheFirstResult() {
        // Given
        Command command = create(customer, "ada@example.com");
        CommandResult first = provisioner.decide(command);
        Command other = Command.newBuilder(command)
                .setCreateCustomer(CreateCustomer.newBuilder(command.getCreateCustomer())
                        .setName("Another")
                        .build())
                .build();

        // When
        CommandResult refused = provisioner.decide(other);

        // Then
        assertThat(refused.getOutcome()).isEqualTo(Outcome.REJECTED);
        assertThat(refused.getRejection().getReason()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(provisioner.decide(command)).isEqualTo(first);
    }

    @Test
    void shouldTakeTheSameIdOfTwoCustomersForTwoCommands() {
        // Given
        Command command = create(customer, "ada@example.com");
        provisioner.publish(command);
        Command ofAnother = Command.newBuilder(create(UUID.randomUUID(), "grace@example.com"))
                .setCommandId(command.getCommandId())
                .build();

        // When
        provisioner.publish(ofAnother);

        // Then
        assertThat(provisioner.results()).extracting(CommandResult::getOutcome).containsOnly(Outcome.APPLIED);
    }

    @Test
    void shouldRememberRefusals() {
        // Given
        Command command = rename(customer, "Nobody yet");
        CommandResult refused = provisioner.decide(command);
        provisioner.publish(create(customer, "ada@example.com"));
        provisioner.results();

        // When
        CommandResult again = provisioner.decide(command);

        // Then
        assertThat(again).isEqualTo(refused);
        assertThat(again.getOutcome()).isEqualTo(Outcome.REJECTED);
    }

    @Test
    void shouldRememberAResultForSevenDaysAtLeast() {
        // Given
        Command command = create(customer, "ada@example.com");
        CommandResult first = provisioner.decide(command);
        provisioner.advance(Duration.ofDays(7));
        provisioner.customer("grace@example.com");

        // When
        CommandResult again = provisioner.decide(command);

        // Then
        assertThat(again).isEqualTo(first);
    }

    @Test
    void shouldForgetAResultAfterEightDays() {
        // Given
        Command command = create(customer, "ada@example.com");
        provisioner.decide(command);
        provisioner.advance(Duration.ofDays(8).plusMillis(1));
        provisioner.customer("grace@example.com");

        // When
        CommandResult again = provisioner.decide(command);

        // Then
        assertThat(again.getRejection().getReason()).isEqualTo("CUSTOMER_ALREADY_EXISTS");
    }

    @Test
    void shouldRememberTheDeletionToo() {
        // Given
        UUID existing = provisioner.customer("ada@example.com");
        Command command = delete(existing);
        CommandResult first = provisioner.decide(command);

        // When
        CommandResult again = provisioner.decide(command);

        // Then
        assertThat(again).isEqualTo(first);
        assertThat(again.getChangeSeq()).isEqualTo(2);
    }
}
