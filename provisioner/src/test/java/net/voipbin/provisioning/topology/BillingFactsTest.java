package net.voipbin.provisioning.topology;

import static net.voipbin.provisioning.topology.UpstreamCommands.command;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.voipbin.provisioning.contract.AccountOverdrawn;
import net.voipbin.provisioning.contract.BillingEvent;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.PaymentReceived;
import net.voipbin.provisioning.contract.PlanPurchased;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.contract.SuspendCustomer;
import net.voipbin.provisioning.topic.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BillingFactsTest {

    private final ProvisionerDriver provisioner = new ProvisionerDriver();
    private final UUID customer = provisioner.customer("ada@example.com");

    @AfterEach
    void stop() {
        provisioner.close();
    }

    @Test
    void shouldSuspendTheCustomerOfAnOverdrawnAccount() {
        // When
        provisioner.publish(overdrawn());

        // Then
        assertThat(types()).containsExactly("customer_suspended");
        assertThat(provisioner.results())
                .singleElement()
                .satisfies(result -> assertThat(result.getActor().getService()).isEqualTo("billing"));
    }

    @Test
    void shouldAddAPaymentToTheCreditAndReactivate() {
        // Given
        provisioner.publish(overdrawn());
        provisioner.events();

        // When
        provisioner.publish(paid(7_000_000));

        // Then
        List<ResourceEvent> events = provisioner.events();
        assertThat(events)
                .extracting(ResourceEvent::getType)
                .containsExactly("billing_account_balance_updated", "customer_reactivated");
        assertThat(events.getFirst().getResource().getBillingAccount().getBalanceCredit())
                .isEqualTo(7_000_000);
    }

    @Test
    void shouldNotLiftASuspensionForAnotherReasonByAPayment() {
        // Given
        provisioner.decide(command(customer)
                .setSuspendCustomer(new SuspendCustomer("abuse", false))
                .build());
        provisioner.events();

        // When
        provisioner.publish(paid(1));

        // Then
        assertThat(types()).containsExactly("billing_account_balance_updated");
    }

    @Test
    void shouldChangeThePlanThatWasPurchased() {
        // When
        provisioner.publish(event(fact -> fact.setPlanPurchased(new PlanPurchased("professional"))));

        // Then
        assertThat(types()).containsExactly("billing_account_plan_updated");
    }

    @Test
    void shouldHaveOneEffectOfAFactThatComesTwice() {
        // Given
        BillingEvent payment = paid(5);
        provisioner.publish(payment);
        List<CommandResult> first = provisioner.results();
        provisioner.events();

        // When
        provisioner.publish(payment);

        // Then
        assertThat(provisioner.events()).isEmpty();
        assertThat(provisioner.results()).isEqualTo(first);
    }

    @Test
    void shouldRejectAFactAboutNobodyWithAResultLikeAnyCommand() {
        // When
        provisioner.publish(BillingEvent.newBuilder(overdrawn())
                .setCustomerId(UUID.randomUUID())
                .build());

        // Then
        assertThat(provisioner.results())
                .singleElement()
                .satisfies(
                        result -> assertThat(result.getRejection().getReason()).isEqualTo("RESOURCE_NOT_FOUND"));
    }

    static Stream<UnaryOperator<BillingEvent.Builder>> flaws() {
        return Stream.of(
                event -> event.setAccountOverdrawn(null),
                event -> event.setPaymentReceived(new PaymentReceived(1L)),
                event -> event.setAccountOverdrawn(null).setPaymentReceived(new PaymentReceived(0L)),
                event -> event.setAccountOverdrawn(null).setPaymentReceived(new PaymentReceived(-1L)),
                event -> event.setEventId(new UUID(0, 0)),
                event -> event.setService(" "),
                event -> event.setService("x".repeat(256)),
                event -> event.setTime(Instant.EPOCH.minusSeconds(1)));
    }

    @ParameterizedTest
    @MethodSource("flaws")
    void shouldMakeADeadLetterOfAMalformedEvent(UnaryOperator<BillingEvent.Builder> flaw) {
        // When
        provisioner.publish(flaw.apply(BillingEvent.newBuilder(overdrawn())).build());

        // Then
        assertThat(provisioner.deadLetterRecords())
                .singleElement()
                .satisfies(letter -> assertThat(letter.value().getTopic()).isEqualTo("platform.billing-events"));
        assertThat(provisioner.results()).isEmpty();
    }

    @Test
    void shouldMakeADeadLetterOfAnEventUnderAForeignKey() {
        // When
        provisioner.inject(
                Topics.BILLING_EVENTS,
                UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8),
                WireTable.write(overdrawn()));

        // Then
        assertThat(provisioner.deadLetterRecords()).hasSize(1);
    }

    private BillingEvent overdrawn() {
        return event(fact -> fact.setAccountOverdrawn(new AccountOverdrawn()));
    }

    private BillingEvent paid(long amount) {
        return event(fact -> fact.setPaymentReceived(new PaymentReceived(amount)));
    }

    private BillingEvent event(UnaryOperator<BillingEvent.Builder> fact) {
        return fact.apply(BillingEvent.newBuilder()
                        .setEventId(UUID.randomUUID())
                        .setCustomerId(customer)
                        .setTime(UpstreamCommands.START)
                        .setService("billing"))
                .build();
    }

    private List<String> types() {
        return provisioner.events().stream().map(ResourceEvent::getType).toList();
    }
}
