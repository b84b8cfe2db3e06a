package net.voipbin.provisioning.topology;

import static net.voipbin.provisioning.topology.UpstreamCommands.changeEmail;
import static net.voipbin.provisioning.topology.UpstreamCommands.create;
import static net.voipbin.provisioning.topology.UpstreamCommands.delete;
import static net.voipbin.provisioning.topology.UpstreamCommands.rename;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Outcome;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.contract.TenantState;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DecisionTest {

    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final ProvisionerDriver provisioner = new ProvisionerDriver();
    private final UUID customer = UUID.randomUUID();

    @AfterEach
    void stop() {
        provisioner.close();
    }

    @Test
    void shouldGiveBirthToCustomerGuestAndAccountInOneChange() {
        // Given
        Command command = create(customer, "ada@example.com");

        // When
        provisioner.publish(command);

        // Then
        List<ResourceEvent> events = provisioner.events();
        assertThat(events)
                .extracting(ResourceEvent::getType)
                .containsExactly("customer_created", "agent_created", "billing_account_created");
        assertThat(events).extracting(ResourceEvent::getIndex).containsExactly(0, 1, 2);
        assertThat(events).allSatisfy(event -> {
            assertThat(event.getSize()).isEqualTo(3);
            assertThat(event.getChangeSeq()).isEqualTo(1);
            assertThat(event.getCustomerId()).isEqualTo(customer);
            assertThat(event.getCommandId()).isEqualTo(command.getCommandId());
            assertThat(event.getActor()).isEqualTo(command.getActor());
        });
        assertThat(events.get(1).getResource().getAgent().getGuest()).isTrue();
        assertThat(events.get(0).getResource().getCustomer().getBillingAccountId())
                .isEqualTo(events.get(2).getResource().getBillingAccount().getId());
    }

    @Test
    void shouldTellTheOutcomeWithTheResourceAfterIt() {
        // Given
        Command command = create(customer, "ada@example.com");

        // When
        provisioner.publish(command);

        // Then
        List<TestRecord<String, CommandResult>> records = provisioner.resultRecords();
        assertThat(records).singleElement().satisfies(record -> {
            CommandResult result = record.value();
            assertThat(record.key()).isEqualTo(customer.toString());
            assertThat(result.getOutcome()).isEqualTo(Outcome.APPLIED);
            assertThat(result.getRejection()).isNull();
            assertThat(result.getCommandId()).isEqualTo(command.getCommandId());
            assertThat(result.getChangeSeq()).isEqualTo(1);
            assertThat(result.getFingerprint().remaining()).isEqualTo(32);
            assertThat(result.getResource())
                    .isEqualTo(provisioner.events().getFirst().getResource());
        });
    }

    @Test
    void shouldKeepThePublishersFingerprintInTheResult() {
        // Given
        ByteBuffer fingerprint = ByteBuffer.wrap(new byte[64]);
        Command command = Command.newBuilder(create(customer, "ada@example.com"))
                .setFingerprint(fingerprint)
                .build();

        // When
        CommandResult result = provisioner.decide(command);

        // Then
        assertThat(result.getFingerprint()).isEqualTo(fingerprint);
    }

    @Test
    void shouldNameEachEventByCustomerTypeAndResource() {
        // Given
        Command command = create(customer, "ada@example.com");

        // When
        provisioner.publish(command);

        // Then
        assertThat(provisioner.eventRecords())
                .allSatisfy(record -> assertThat(record.key()).isEqualTo(expectedKey(record.value())));
    }

    @Test
    void shouldDescribeEventsAsCloudEventsAndCarryTheTraceOn() {
        // Given
        Headers headers = new RecordHeaders()
                .add("traceparent", TRACE.getBytes(StandardCharsets.UTF_8))
                .add("tracestate", "vendor=1".getBytes(StandardCharsets.UTF_8))
                .add("other", "not carried on".getBytes(StandardCharsets.UTF_8));

        // When
        provisioner.publish(create(customer, "ada@example.com"), headers);

        // Then
        Headers event = provisioner.eventRecords().get(2).headers();
        assertThat(text(event, "ce_specversion")).isEqualTo("1.0");
        assertThat(text(event, "ce_id")).isEqualTo(customer + "/1/2");
        assertThat(text(event, "ce_type")).isEqualTo("billing_account_created");
        assertThat(text(event, "ce_source")).isEqualTo("/provisioning");
        assertThat(text(event, "ce_subject")).startsWith("billing_account/");
        assertThat(text(event, "content-type")).isEqualTo("application/avro");
        assertThat(text(event, "traceparent")).isEqualTo(TRACE);
        assertThat(text(event, "tracestate")).isEqualTo("vendor=1");
        assertThat(event.lastHeader("other")).isNull();
        Headers result = provisioner.resultRecords().getFirst().headers();
        assertThat(text(result, "traceparent")).isEqualTo(TRACE);
    }

    @Test
    void shouldCountChangesAndVersionsWithoutGaps() {
        // Given
        provisioner.publish(create(customer, "ada@example.com"));

        // When
        provisioner.publish(rename(customer, "Second"));
        provisioner.publish(changeEmail(customer, "not an address"));
        provisioner.publish(changeEmail(customer, "lovelace@example.com"));
        provisioner.publish(delete(customer));

        // Then
        List<ResourceEvent> events = provisioner.events();
        assertThat(events).extracting(ResourceEvent::getChangeSeq).containsExactly(1L, 1L, 1L, 2L, 3L, 4L, 4L, 4L);
        assertThat(events)
                .filteredOn(event -> event.getResource().getCustomer() != null)
                .extracting(event -> event.getResource().getCustomer().getVersion())
                .containsExactly(1L, 2L, 3L, 4L);
        assertThat(provisioner.results())
                .extracting(CommandResult::getChangeSeq)
                .containsExactly(1L, 2L, 2L, 3L, 4L);
    }

    @Test
    void shouldEmitNoEventWhenAnUpdateChangesNothing() {
        // Given
        UUID existing = provisioner.customer("ada@example.com");

        // When
        CommandResult result = provisioner.decide(rename(existing, "Acme Corporation"));

        // Then
        assertThat(result.getOutcome()).isEqualTo(Outcome.APPLIED);
        assertThat(result.getChangeSeq()).isEqualTo(1);
        assertThat(result.getResource().getCustomer().getVersion()).isEqualTo(1);
        assertThat(result.getResource().getCustomer().getTmUpdate()).isNull();
        assertThat(provisioner.events()).isEmpty();
    }

    @Test
    void shouldKeepNothingButTheErasedCustomerOfADeletedOne() {
        // Given
        UUID existing = provisioner.customer("ada@example.com");

        // When
        provisioner.publish(delete(existing));

        // Then
        assertThat(provisioner.storedResources()).singleElement().satisfies(stored -> {
            assertThat(stored.getCustomer().getId()).isEqualTo(existing);
            assertThat(stored.getCustomer().getTmDelete()).isNotNull();
        });
        assertThat(provisioner.storedClaims()).isEmpty();
        assertThat(provisioner.storedMailbox()).isEmpty();
    }

    @Test
    void shouldEraseWhatTellsOfAPersonFromTheEventsOfADeletion() {
        // Given
        UUID existing = provisioner.customer("ada@example.com");

        // When
        provisioner.publish(delete(existing));

        // Then
        List<ResourceEvent> events = provisioner.events();
        assertThat(events)
                .extracting(ResourceEvent::getType)
                .containsExactly("customer_deleted", "agent_deleted", "billing_account_deleted");
        assertThat(events.toString())
                .doesNotContain("ada@", "Acme", "Enterprise", "+1555", "Main Street", "guest-")
                .contains("deleted_user_" + existing.toString().substring(0, 8));
    }

    @Test
    void shouldLeaveNoStateBehindForCustomersThatNeverWere() {
        // Given
        UUID taken = provisioner.customer("ada@example.com");

        // When
        provisioner.publish(rename(UUID.randomUUID(), "Nobody"));
        provisioner.publish(delete(UUID.randomUUID()));
        provisioner.publish(create(UUID.randomUUID(), "no address"));
        provisioner.publish(create(UUID.randomUUID(), "ADA@example.com"));

        // Then
        assertThat(provisioner.results()).extracting(CommandResult::getOutcome).containsOnly(Outcome.REJECTED);
        assertThat(provisioner.storedStates())
                .singleElement()
                .satisfies(state ->
                        assertThat(state).extracting(TenantState::getChangeSeq).isEqualTo(1L));
        assertThat(provisioner.storedMailbox()).isEmpty();
        assertThat(provisioner.storedClaims())
                .singleElement()
                .satisfies(holder -> assertThat(holder.getCustomerId()).isEqualTo(taken));
        assertThat(provisioner.storedResources()).hasSize(3);
    }

    private static String expectedKey(ResourceEvent event) {
        var resource = event.getResource();
        String subject = resource.getCustomer() != null
                ? "customer/" + resource.getCustomer().getId()
                : resource.getAgent() != null
                        ? "agent/" + resource.getAgent().getId()
                        : "billing_account/" + resource.getBillingAccount().getId();
        return event.getCustomerId() + "/" + subject;
    }

    private static String text(Headers headers, String name) {
        Header header = Objects.requireNonNull(headers.lastHeader(name), name);
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
