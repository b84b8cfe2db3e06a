package net.voipbin.provisioning.topology;

import static net.voipbin.provisioning.topology.UpstreamCommands.create;
import static net.voipbin.provisioning.topology.UpstreamCommands.createAgent;
import static net.voipbin.provisioning.topology.UpstreamCommands.createTag;
import static net.voipbin.provisioning.topology.UpstreamCommands.delete;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Outcome;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.domain.customer.CustomerEnd;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CustomerEndStepsTest {

    private static final int MANY = 2 * CustomerEnd.MOST_AT_ONCE + 200;

    private final ProvisionerDriver provisioner = new ProvisionerDriver();

    @AfterEach
    void stop() {
        provisioner.close();
    }

    @Test
    void shouldDeleteEverythingInChangesOfBoundedSize() {
        // Given
        UUID customer = customerWithTags(MANY);

        // When
        CommandResult result = provisioner.decide(delete(customer));

        // Then
        List<ResourceEvent> events = provisioner.events();
        assertThat(result.getOutcome()).isEqualTo(Outcome.APPLIED);
        assertThat(events)
                .hasSize(MANY + 3)
                .allSatisfy(event -> assertThat(event.getType()).endsWith("_deleted"));
        Map<Long, List<ResourceEvent>> changes =
                events.stream().collect(Collectors.groupingBy(ResourceEvent::getChangeSeq));
        assertThat(changes.values())
                .hasSizeGreaterThan(2)
                .allSatisfy(change -> assertThat(change)
                        .hasSizeLessThanOrEqualTo(CustomerEnd.MOST_AT_ONCE + 3)
                        .allSatisfy(event -> assertThat(event.getSize()).isEqualTo(change.size())));
        assertThat(changes.getOrDefault(result.getChangeSeq(), List.of()).stream()
                        .map(ResourceEvent::getType))
                .startsWith("customer_deleted", "agent_deleted", "billing_account_deleted");
        assertThat(provisioner.storedResources())
                .singleElement()
                .satisfies(left -> assertThat(left.getCustomer()).isNotNull());
        assertThat(provisioner.storedIndex()).isZero();
    }

    @Test
    void shouldCountTheChangesOfTheEndWithoutAGap() {
        // Given
        UUID customer = customerWithTags(MANY);

        // When
        CommandResult result = provisioner.decide(delete(customer));

        // Then
        List<Long> numbers = provisioner.events().stream()
                .map(ResourceEvent::getChangeSeq)
                .distinct()
                .toList();
        assertThat(numbers.getFirst()).isEqualTo(result.getChangeSeq());
        for (int place = 1; place < numbers.size(); place++) {
            assertThat(numbers.get(place)).isEqualTo(numbers.get(place - 1) + 1);
        }
    }

    @Test
    void shouldSetATombstoneBehindEachDeletedResourceButTheCustomer() {
        // Given
        UUID customer = customerWithTags(MANY);

        // When
        provisioner.decide(delete(customer));

        // Then
        List<TestRecord<String, ResourceEvent>> records = provisioner.eventRecords();
        Map<String, ResourceEvent> compacted = new HashMap<>();
        records.forEach(record -> compacted.put(record.key(), record.value()));
        assertThat(compacted.values().stream().filter(Objects::nonNull))
                .singleElement()
                .satisfies(event -> assertThat(event.getType()).isEqualTo("customer_deleted"));
    }

    @Test
    void shouldDecideWhatComesDuringTheEndAsOfADeletedCustomer() {
        // Given
        UUID customer = customerWithTags(MANY);
        UUID other = UUID.randomUUID();
        provisioner.decide(delete(customer));
        provisioner.events();

        // When
        CommandResult result = provisioner.decide(createTag(customer, "late"));

        // Then
        assertThat(result.getRejection().getReason()).isEqualTo("RESOURCE_NOT_FOUND");
        assertThat(provisioner.decide(create(other, "ada@example.com")).getOutcome())
                .isEqualTo(Outcome.APPLIED);
    }

    @Test
    void shouldFreeTheUsernamesOfItsAgents() {
        // Given
        UUID customer = provisioner.customer("ada@example.com");
        provisioner.decide(createAgent(customer, "ann@example.com"));
        UUID other = provisioner.customer("bob@example.com");
        assertThat(provisioner
                        .decide(createAgent(other, "ann@example.com"))
                        .getRejection()
                        .getReason())
                .isEqualTo("AGENT_ALREADY_EXISTS");

        // When
        provisioner.decide(delete(customer));

        // Then
        assertThat(provisioner.decide(createAgent(other, "ann@example.com")).getOutcome())
                .isEqualTo(Outcome.APPLIED);
    }

    @Test
    void shouldTakeTheResourceOutOfRememberedResults() {
        // Given
        UUID customer = provisioner.customer("ada@example.com");
        Command command = createAgent(customer, "ann@example.com");
        CommandResult first = provisioner.decide(command);
        assertThat(provisioner.storedResults(customer)).anyMatch(result -> result.getResource() != null);

        // When
        provisioner.decide(delete(customer));

        // Then
        assertThat(provisioner.storedResults(customer))
                .hasSize(3)
                .extracting(CommandResult::getResource)
                .filteredOn(Objects::nonNull)
                .singleElement()
                .extracting(Resource::getCustomer)
                .satisfies(erased -> assertThat(erased.getEmail()).endsWith("@removed.invalid"));
        assertThat(provisioner.decide(command))
                .isEqualTo(CommandResult.newBuilder(first).setResource(null).build());
    }

    @Test
    void shouldTakeTheResourceOutOfEveryOneOfManyResults() {
        // Given
        UUID customer = customerWithTags(4_500);

        // When
        provisioner.decide(delete(customer));

        // Then
        assertThat(provisioner.storedResults(customer).stream()
                        .map(CommandResult::getResource)
                        .filter(resource -> resource != null && resource.getTag() != null))
                .isEmpty();
        assertThat(provisioner.storedStates())
                .filteredOn(state -> state.getChangeSeq() > 1)
                .allSatisfy(state -> assertThat(state.getCascade()).isNull());
    }

    @Test
    void shouldTakeTheResourceOutOfResultsOfAllDaysThatAreRemembered() {
        // Given
        UUID customer = customerWithTags(2_500);
        provisioner.advance(Duration.ofDays(5));
        addTags(customer, "later tag", 2_500);
        provisioner.advance(Duration.ofDays(2));
        addTags(customer, "last tag", 10);

        // When
        provisioner.decide(delete(customer));

        // Then
        assertThat(provisioner.storedResults(customer))
                .hasSizeGreaterThan(5_000)
                .extracting(CommandResult::getResource)
                .filteredOn(resource -> resource != null && resource.getTag() != null)
                .isEmpty();
        assertThat(provisioner.storedStates())
                .filteredOn(state -> state.getChangeSeq() > 1)
                .allSatisfy(state -> assertThat(state.getCascade()).isNull());
    }

    private UUID customerWithTags(int tags) {
        UUID customer = provisioner.customer("owner@example.com");
        addTags(customer, "tag", tags);
        return customer;
    }

    private void addTags(UUID customer, String name, int tags) {
        for (int number = 0; number < tags; number++) {
            provisioner.publish(createTag(customer, name + " " + number));
        }
        assertThat(provisioner.results())
                .hasSize(tags)
                .allSatisfy(result -> assertThat(result.getOutcome()).isEqualTo(Outcome.APPLIED));
        provisioner.eventRecords();
    }
}
