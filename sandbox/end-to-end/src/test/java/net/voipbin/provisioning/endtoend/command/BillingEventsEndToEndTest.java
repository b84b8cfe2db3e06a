package net.voipbin.provisioning.endtoend.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import net.voipbin.provisioning.contract.AccountOverdrawn;
import net.voipbin.provisioning.contract.BillingAccount;
import net.voipbin.provisioning.contract.BillingEvent;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Customer;
import net.voipbin.provisioning.contract.CustomerStatus;
import net.voipbin.provisioning.contract.DeadLetter;
import net.voipbin.provisioning.contract.Outcome;
import net.voipbin.provisioning.contract.PaymentReceived;
import net.voipbin.provisioning.contract.PlanPurchased;
import net.voipbin.provisioning.contract.PlanType;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.contract.SuspendCustomer;
import net.voipbin.provisioning.endtoend.bed.SystemUnderTest;
import net.voipbin.provisioning.endtoend.bed.TopicLog;
import net.voipbin.provisioning.endtoend.bed.UpstreamCommands;
import net.voipbin.provisioning.registry.ConfiguredSerdes;
import net.voipbin.provisioning.sandbox.process.Closing;
import net.voipbin.provisioning.topic.Topics;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The billing service publishes its own facts and nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BillingEventsEndToEndTest {

    private static final long PAID = 12_345_678;

    private final Closing closing = new Closing();
    private UpstreamCommands upstream;
    private KafkaProducer<byte[], byte[]> billing;
    private Serializer<BillingEvent> serializer;
    private TopicLog<CommandResult> results;
    private TopicLog<ResourceEvent> events;
    private TopicLog<DeadLetter> deadLetters;
    private UUID customerId;

    @BeforeAll
    void open() {
        SystemUnderTest system = SystemUnderTest.shared();
        upstream = closing.add(system.upstream());
        billing = closing.add(system.rawProducer());
        serializer = ConfiguredSerdes.serializer(
                Map.of("schema.registry.url", system.bed().registryUrl()));
        results = closing.add(new TopicLog<>(system.bed(), Topics.RESULTS));
        events = closing.add(new TopicLog<>(system.bed(), Topics.EVENTS));
        deadLetters = closing.add(new TopicLog<>(system.bed(), Topics.DEAD_LETTERS));
    }

    @AfterAll
    void close() {
        closing.close();
    }

    @BeforeEach
    void newCustomer() {
        customerId = UUID.randomUUID();
        apply(UpstreamCommands.creation(customerId, customerId + "@billing.example"));
    }

    @Test
    void shouldSuspendAnOverdrawnCustomerAndLiftThatOnceWhenEachFactComesTwice()
            throws ExecutionException, InterruptedException {
        // Given
        BillingEvent overdrawn =
                fact().setAccountOverdrawn(new AccountOverdrawn()).build();
        BillingEvent payment =
                fact().setPaymentReceived(new PaymentReceived(PAID)).build();

        // When
        publish(overdrawn);
        publish(overdrawn);
        awaitResults(2);
        assertThat(latestCustomer().getStatus()).isEqualTo(CustomerStatus.suspended);
        publish(payment);
        publish(payment);

        // Then
        awaitResults(2 + 4);
        assertThat(changes())
                .containsExactly("customer_suspended", "billing_account_balance_updated", "customer_reactivated");
        assertThat(latestCustomer().getStatus()).isEqualTo(CustomerStatus.active);
        assertThat(latestAccount().getBalanceCredit()).isEqualTo(PAID);
    }

    @Test
    void shouldSetThePurchasedPlan() throws ExecutionException, InterruptedException {
        // Given
        BillingEvent purchase =
                fact().setPlanPurchased(new PlanPurchased("professional")).build();

        // When
        publish(purchase);
        publish(purchase);

        // Then
        awaitResults(2);
        assertThat(changes()).containsExactly("billing_account_plan_updated");
        assertThat(latestAccount().getPlanType()).isEqualTo(PlanType.professional);
    }

    @Test
    void shouldKeepASuspensionForAnotherReasonWhenAPaymentComes() throws ExecutionException, InterruptedException {
        // Given
        apply(UpstreamCommands.command(customerId)
                .setSuspendCustomer(new SuspendCustomer("fraud", false))
                .build());

        // When
        publish(fact().setPaymentReceived(new PaymentReceived(PAID)).build());

        // Then
        awaitResults(1 + 2);
        assertThat(latestCustomer().getStatus()).isEqualTo(CustomerStatus.suspended);
        assertThat(latestAccount().getBalanceCredit()).isEqualTo(PAID);
    }

    @Test
    void shouldEndInOneDeadLetterAndBlockNothingWhenARecordIsNoFact() throws ExecutionException, InterruptedException {
        // Given
        BillingEvent sound = fact().setAccountOverdrawn(new AccountOverdrawn()).build();
        byte[] key = UpstreamCommands.key(customerId);
        List<byte[]> malformed = List.of(
                new byte[0],
                new byte[] {1, 2, 3},
                Arrays.copyOf(bytes(sound), bytes(sound).length - 1),
                bytes(fact().build()),
                bytes(fact().setAccountOverdrawn(new AccountOverdrawn())
                        .setPaymentReceived(new PaymentReceived(PAID))
                        .build()),
                bytes(BillingEvent.newBuilder(sound).setEventId(new UUID(0, 0)).build()),
                bytes(BillingEvent.newBuilder(sound).setService(" ").build()),
                bytes(BillingEvent.newBuilder(sound)
                        .setTime(Instant.EPOCH.minusSeconds(1))
                        .build()));

        // When
        List<RecordMetadata> places = new ArrayList<>();
        for (byte[] value : malformed) {
            places.add(send(key, value));
        }
        places.add(send("another key".getBytes(StandardCharsets.UTF_8), bytes(sound)));
        publish(sound);

        // Then
        awaitResults(1);
        assertThat(changes()).containsExactly("customer_suspended");
        deadLetters.await(places.size(), letter -> places.stream().anyMatch(place -> isOf(letter, place)));
        assertThat(places)
                .allSatisfy(place -> assertThat(deadLetters.values())
                        .filteredOn(letter -> isOf(letter, place))
                        .hasSize(1));
        assertThat(deadLetters.values())
                .filteredOn(letter -> isOf(letter, places.get(2)))
                .singleElement()
                .satisfies(letter -> assertThat(letter.getValue()).isEqualTo(ByteBuffer.wrap(malformed.get(2))));
    }

    private static boolean isOf(DeadLetter letter, RecordMetadata place) {
        return letter.getTopic().equals(Topics.BILLING_EVENTS.name())
                && letter.getPartition() == place.partition()
                && letter.getOffset() == place.offset();
    }

    private BillingEvent.Builder fact() {
        return BillingEvent.newBuilder()
                .setEventId(UUID.randomUUID())
                .setCustomerId(customerId)
                .setTime(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .setService("billing");
    }

    private void publish(BillingEvent event) throws ExecutionException, InterruptedException {
        send(UpstreamCommands.key(customerId), bytes(event));
    }

    private byte[] bytes(BillingEvent event) {
        return serializer.serialize(Topics.BILLING_EVENTS.name(), event);
    }

    private RecordMetadata send(byte[] key, byte[] value) throws ExecutionException, InterruptedException {
        return billing.send(new ProducerRecord<>(Topics.BILLING_EVENTS.name(), key, value))
                .get();
    }

    /** Besides that of its creation. */
    private void awaitResults(int count) {
        assertThat(results.await(1 + count, result -> result.getCustomerId().equals(customerId)))
                .allSatisfy(result -> assertThat(result.getOutcome()).isEqualTo(Outcome.APPLIED));
    }

    /** The types of its events behind its birth; as many as its latest result tells of. */
    private List<String> changes() {
        return own().stream().skip(3).map(ResourceEvent::getType).toList();
    }

    private List<ResourceEvent> own() {
        long latest = results.values().stream()
                .filter(result -> result.getCustomerId().equals(customerId))
                .mapToLong(CommandResult::getChangeSeq)
                .max()
                .orElseThrow();
        events.awaitFirst(
                Duration.ofSeconds(60),
                event -> event.getCustomerId().equals(customerId) && event.getChangeSeq() == latest);
        return events.values().stream()
                .filter(event -> event.getCustomerId().equals(customerId))
                .toList();
    }

    private Customer latestCustomer() {
        return own().stream()
                .map(event -> event.getResource().getCustomer())
                .filter(customer -> customer != null)
                .toList()
                .getLast();
    }

    private BillingAccount latestAccount() {
        return own().stream()
                .map(event -> event.getResource().getBillingAccount())
                .filter(account -> account != null)
                .toList()
                .getLast();
    }

    private void apply(Command command) {
        upstream.publish(command).join();
        assertThat(results.await(1, result -> result.getCommandId().equals(command.getCommandId())))
                .singleElement()
                .extracting(CommandResult::getOutcome)
                .isEqualTo(Outcome.APPLIED);
    }
}
