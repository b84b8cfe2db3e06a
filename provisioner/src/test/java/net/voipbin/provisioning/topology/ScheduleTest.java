package net.voipbin.provisioning.topology;

import static net.voipbin.provisioning.topology.UpstreamCommands.command;
import static net.voipbin.provisioning.topology.UpstreamCommands.create;
import static net.voipbin.provisioning.topology.UpstreamCommands.signUp;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.FreezeCustomer;
import net.voipbin.provisioning.contract.Outcome;
import net.voipbin.provisioning.contract.RecoverCustomer;
import net.voipbin.provisioning.contract.ResourceEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private final ProvisionerDriver provisioner = new ProvisionerDriver();
    private final UUID customer = UUID.randomUUID();

    @AfterEach
    void stop() {
        provisioner.close();
    }

    @Test
    void shouldExpireASignupThatIsNotVerifiedInTime() {
        // Given
        provisioner.decide(signUp(customer, "ada@example.com"));
        provisioner.events();
        elapse(Duration.ofMinutes(59));
        assertThat(provisioner.events()).isEmpty();

        // When
        elapse(Duration.ofMinutes(2));

        // Then
        assertThat(types())
                .containsExactly("customer_expired", "agent_deleted", "billing_account_deleted", "accesskey_deleted");
        provisioner.results();
        assertThat(provisioner
                        .decide(create(UUID.randomUUID(), "ada@example.com"))
                        .getOutcome())
                .isEqualTo(Outcome.APPLIED);
    }

    @Test
    void shouldGiveATimersCommandOneResultLikeAnyOther() {
        // Given
        provisioner.decide(signUp(customer, "ada@example.com"));

        // When
        elapse(Duration.ofHours(2));

        // Then
        assertThat(provisioner.results()).singleElement().satisfies(result -> {
            assertThat(result.getOutcome()).isEqualTo(Outcome.APPLIED);
            assertThat(result.getActor().getService()).isEqualTo("schedule");
        });
    }

    @Test
    void shouldLetAVerifiedSignupLive() {
        // Given
        provisioner.decide(signUp(customer, "ada@example.com"));
        String token = provisioner.mails().getFirst().getEmailVerification().getToken();
        CommandResult verified = provisioner.decide(
                UpstreamCommands.verify(customer, Sha256.of(token.getBytes(StandardCharsets.US_ASCII))));
        assertThat(verified.getOutcome()).isEqualTo(Outcome.APPLIED);
        provisioner.events();

        // When
        elapse(Duration.ofDays(2));

        // Then
        assertThat(provisioner.events()).isEmpty();
        assertThat(provisioner.results()).isEmpty();
    }

    @Test
    void shouldDeleteAFrozenCustomerWhenItsTimeIsOver() {
        // Given
        provisioner.decide(create(customer, "ada@example.com"));
        freeze();
        provisioner.events();
        elapse(Duration.ofDays(29));
        assertThat(provisioner.events()).isEmpty();

        // When
        elapse(Duration.ofDays(2));

        // Then
        assertThat(types()).containsExactly("customer_deleted", "agent_deleted", "billing_account_deleted");
    }

    @Test
    void shouldCountTheTimeToDeletionFromTheLatestFreeze() {
        // Given
        provisioner.decide(create(customer, "ada@example.com"));
        freeze();
        elapse(Duration.ofDays(20));
        provisioner.decide(at().setRecoverCustomer(new RecoverCustomer()).build());
        freeze();
        provisioner.events();
        elapse(Duration.ofDays(20));
        assertThat(types()).isEmpty();

        // When
        elapse(Duration.ofDays(11));

        // Then
        assertThat(types()).contains("customer_deleted");
    }

    @Test
    void shouldTopUpEachMonthOnce() {
        // Given
        provisioner.decide(create(customer, "ada@example.com"));
        provisioner.events();

        // When
        for (int day = 0; day < 65; day++) {
            elapse(Duration.ofDays(1));
        }

        // Then
        assertThat(types()).containsExactly("billing_account_balance_updated", "billing_account_balance_updated");
    }

    @Test
    void shouldTopUpOnceForAllPeriodsThatWereMissed() {
        // Given
        provisioner.decide(create(customer, "ada@example.com"));
        provisioner.events();

        // When
        elapse(Duration.ofDays(200));
        elapse(Duration.ofSeconds(5));

        // Then
        assertThat(types()).containsExactly("billing_account_balance_updated");
    }

    @Test
    void shouldGiveAFrozenAccountItsTokensWithItsRecovery() {
        // Given
        provisioner.decide(create(customer, "ada@example.com"));
        elapse(Duration.ofDays(20));
        freeze();
        elapse(Duration.ofDays(20));
        provisioner.events();

        // When
        provisioner.decide(at().setRecoverCustomer(new RecoverCustomer()).build());
        elapse(Duration.ofSeconds(1));

        // Then
        assertThat(types())
                .containsExactly("customer_recovered", "billing_account_updated", "billing_account_balance_updated");
    }

    @Test
    void shouldWorkOffMoreThanOneTransactionHoldsInSteps() {
        // Given
        int customers = Schedule.MOST_AT_ONCE + 5;
        for (int number = 0; number < customers; number++) {
            provisioner.publish(create(UUID.randomUUID(), "owner" + number + "@example.com"));
        }
        provisioner.results();
        provisioner.events();
        provisioner.advance(Duration.ofDays(40));

        // When
        provisioner.punctuate();

        // Then
        assertThat(provisioner.results()).hasSize(Schedule.MOST_AT_ONCE);
        provisioner.punctuate();
        assertThat(provisioner.results()).hasSize(5);
        assertThat(types()).hasSize(customers).containsOnly("billing_account_balance_updated");
    }

    @Test
    void shouldLeaveNoTimerToACustomerThatHasEnded() {
        // Given
        provisioner.decide(create(customer, "ada@example.com"));
        provisioner.decide(UpstreamCommands.delete(customer));

        // When
        elapse(Duration.ofDays(400));

        // Then
        assertThat(provisioner.results()).isEmpty();
        assertThat(provisioner.storedTimers()).isZero();
    }

    @Test
    void shouldFireAgainUntilTheTimersWorkIsDone() {
        // Given
        provisioner.decide(create(customer, "ada@example.com"));
        provisioner.advance(Duration.ofDays(40));
        provisioner.corruptCustomer(customer);
        provisioner.punctuate();
        assertThat(provisioner.deadLetterRecords()).hasSize(1);
        provisioner.punctuate();
        assertThat(provisioner.deadLetterRecords()).isEmpty();

        // When
        elapse(Schedule.REPETITION);

        // Then
        assertThat(provisioner.deadLetterRecords()).hasSize(1);
    }

    private void freeze() {
        provisioner.decide(at().setFreezeCustomer(new FreezeCustomer()).build());
    }

    private net.voipbin.provisioning.contract.Command.Builder at() {
        return command(customer).setTime(provisioner.now());
    }

    private void elapse(Duration time) {
        provisioner.advance(time);
        provisioner.punctuate();
    }

    private List<String> types() {
        return provisioner.events().stream().map(ResourceEvent::getType).toList();
    }
}
