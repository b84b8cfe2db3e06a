package net.voipbin.provisioning.endtoend.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.voipbin.provisioning.contract.Actor;
import net.voipbin.provisioning.contract.ActorKind;
import net.voipbin.provisioning.contract.Agent;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Customer;
import net.voipbin.provisioning.contract.Outcome;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.contract.Tag;
import net.voipbin.provisioning.endtoend.bed.SystemUnderTest;
import net.voipbin.provisioning.endtoend.bed.UpstreamCommands;
import net.voipbin.provisioning.endtoend.load.CommandLoad;
import net.voipbin.provisioning.topic.Topics;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks on events and results find a defect that is planted for each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EventOraclesEndToEndTest {

    private BornCustomer customer;

    @BeforeAll
    void aCustomerIsBornAndProjected() {
        customer = new BornCustomer(SystemUnderTest.shared());
    }

    @AfterAll
    void close() {
        customer.close();
    }

    @Test
    void shouldFindNoFlawInAWholeBirth() {
        assertThat(AtomicChanges.flaws(customer.birth())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void shouldFindABirthThatLacksAnEvent(int lost) {
        // Given
        List<ResourceEvent> defective = new ArrayList<>(customer.birth());

        // When
        defective.remove(lost);

        // Then
        assertThat(AtomicChanges.flaws(defective)).isNotEmpty();
    }

    @Test
    void shouldFindABirthWithoutAGuestThatClaimsToBeWhole() {
        // Given
        ResourceEvent alone =
                ResourceEvent.newBuilder(customer.birth().getFirst()).setSize(1).build();

        // Then
        assertThat(AtomicChanges.flaws(List.of(alone)))
                .singleElement()
                .asString()
                .contains("guest agent");
    }

    @Test
    void shouldFindAChangeThatIsTornApart() {
        // Given
        ResourceEvent other = ResourceEvent.newBuilder(customer.birth().getFirst())
                .setCustomerId(UUID.randomUUID())
                .setType("customer_updated")
                .setSize(1)
                .build();

        // When
        List<ResourceEvent> defective = List.of(
                customer.birth().get(0),
                other,
                customer.birth().get(1),
                customer.birth().get(2));

        // Then
        assertThat(AtomicChanges.flaws(defective)).singleElement().asString().contains("not in one piece");
    }

    @Test
    void shouldFindAnEventThatComesTwice() {
        assertThat(AtomicChanges.flaws(List.of(
                        customer.birth().get(0),
                        customer.birth().get(1),
                        customer.birth().get(1),
                        customer.birth().get(2))))
                .isNotEmpty();
    }

    @Test
    void shouldFindAMissingADoubledAndAnUnknownResult() {
        // Given
        CommandResult once = result(UUID.randomUUID(), customer.id());
        CommandResult twice = result(UUID.randomUUID(), customer.id());
        CommandResult unknown = result(UUID.randomUUID(), customer.id());
        UUID missing = UUID.randomUUID();

        // When
        List<String> flaws = OneResultEach.flaws(
                Set.of(once.getCommandId(), twice.getCommandId(), missing), List.of(once, twice, twice, unknown));

        // Then
        assertThat(flaws)
                .containsExactlyInAnyOrder(
                        "command " + twice.getCommandId() + " has 2 results",
                        "command " + missing + " has 0 results",
                        "a result of command " + unknown.getCommandId() + ", which nobody gave");
    }

    @Test
    void shouldFindCommandsThatWereDecidedInAnotherOrder() {
        // Given
        Command first = UpstreamCommands.renaming(customer.id(), "first");
        Command second = UpstreamCommands.renaming(customer.id(), "second");
        List<CommandLoad.Accepted> accepted = List.of(accepted(first, 7), accepted(second, 8));
        CommandResult ofFirst = result(first.getCommandId(), customer.id());
        CommandResult ofSecond = result(second.getCommandId(), customer.id());

        // Then
        assertThat(PublishedOrder.flaws(accepted, List.of(ofFirst, ofSecond))).isEmpty();
        assertThat(PublishedOrder.flaws(accepted, List.of(ofSecond, ofFirst))).hasSize(1);
    }

    @Test
    void shouldFindTwoLiveCustomersWithOneEmail() {
        // Given
        ResourceEvent mine = customer.birth().getFirst();
        Customer owner = mine.getResource().getCustomer();
        ResourceEvent another = customer.ofAnotherCustomer(Customer.newBuilder(owner)
                .setId(UUID.randomUUID())
                .setEmail(owner.getEmail().toUpperCase(Locale.ROOT))
                .build());
        ResourceEvent goneAgain = customer.ofAnotherCustomer(
                Customer.newBuilder(another.getResource().getCustomer())
                        .setTmDelete(Instant.EPOCH)
                        .build());

        // Then
        assertThat(OneOwnerEach.flaws(List.of(mine, another))).hasSize(1);
        assertThat(OneOwnerEach.flaws(List.of(mine, another, goneAgain))).isEmpty();
    }

    @Test
    void shouldFindTwoLiveAgentsWithOneUsernameAndTwoEqualNumbers() {
        // Given
        ResourceEvent agent = customer.event(Resource.newBuilder().setAgent(customer.agent("Ann@example.com")));
        ResourceEvent sameAgent = customer.event(Resource.newBuilder().setAgent(customer.agent("ann@example.com")));
        ResourceEvent number = customer.event(Resource.newBuilder().setNumber(customer.number()));
        ResourceEvent sameNumber = customer.event(Resource.newBuilder().setNumber(customer.number()));

        // Then
        assertThat(OneOwnerEach.flaws(List.of(agent, number))).isEmpty();
        assertThat(OneOwnerEach.flaws(List.of(agent, number, sameAgent))).hasSize(1);
        assertThat(OneOwnerEach.flaws(List.of(agent, number, sameNumber))).hasSize(1);
    }

    @Test
    void shouldFindADanglingReferenceAndALiveResourceOfADeletedCustomer() {
        // Given
        Tag tag = customer.tag();
        ResourceEvent tagged = customer.event(Resource.newBuilder()
                .setAgent(Agent.newBuilder(customer.agent("ann@example.com"))
                        .setTagIds(List.of(tag.getId().toString()))
                        .build()));
        ResourceEvent tagCreated = customer.event(Resource.newBuilder().setTag(tag));
        ResourceEvent tagDeleted = customer.event(Resource.newBuilder()
                .setTag(Tag.newBuilder(tag).setTmDelete(Instant.EPOCH).build()));
        ResourceEvent customerDeleted = customer.event(Resource.newBuilder()
                .setCustomer(Customer.newBuilder(
                                customer.birth().getFirst().getResource().getCustomer())
                        .setTmDelete(Instant.EPOCH)
                        .build()));

        // Then
        assertThat(LiveReferences.flaws(List.of(customer.birth().getFirst(), tagCreated, tagged)))
                .isEmpty();
        assertThat(LiveReferences.flaws(List.of(customer.birth().getFirst(), tagCreated, tagged, tagDeleted)))
                .singleElement()
                .asString()
                .contains("refers to");
        assertThat(LiveReferences.flaws(List.of(customer.birth().getFirst(), tagCreated, customerDeleted)))
                .singleElement()
                .asString()
                .contains("lives under");
    }

    @Test
    void shouldFindOneAgentMoreThanThePlanAllowsThoughAnotherIsDeletedLater() {
        // Given
        List<ResourceEvent> allowed = new ArrayList<>(customer.birth());
        for (int number = 1; number <= 4; number++) {
            allowed.add(customer.event(Resource.newBuilder().setAgent(customer.agent(number + "@example.com"))));
        }
        Agent sixth = customer.agent("6@example.com");
        List<ResourceEvent> tooMany = new ArrayList<>(allowed);
        tooMany.add(customer.event(Resource.newBuilder().setAgent(sixth)));
        tooMany.add(customer.event(Resource.newBuilder()
                .setAgent(Agent.newBuilder(sixth).setTmDelete(Instant.EPOCH).build())));

        // Then
        assertThat(KeptQuotas.flaws(allowed)).isEmpty();
        assertThat(KeptQuotas.flaws(tooMany)).hasSize(1);
    }

    @Test
    void shouldFindAResourceThatEndsTwiceNotAtAllOrWithoutATombstone() {
        // Given
        Tag tag = customer.tag();
        CustomerEndLog end = new CustomerEndLog(customer.events(), customer.id());
        end.take(key(tag), Optional.of(customer.event(Resource.newBuilder().setTag(tag))), 0);
        Optional<ResourceEvent> deletion = Optional.of(customer.event(Resource.newBuilder()
                .setTag(Tag.newBuilder(tag).setTmDelete(Instant.EPOCH).build())));

        // Then
        assertThat(ofTag(end, tag)).hasSize(2);
        end.take(key(tag), deletion, 1);
        assertThat(ofTag(end, tag)).singleElement().asString().endsWith("has 0 tombstones");
        end.take(key(tag), Optional.empty(), 2);
        assertThat(ofTag(end, tag)).isEmpty();
        end.take(key(tag), deletion, 3);
        assertThat(ofTag(end, tag)).singleElement().asString().endsWith("has 2 deleted events");
    }

    private static List<String> ofTag(CustomerEndLog end, Tag tag) {
        return end.flaws().stream().filter(flaw -> flaw.startsWith(key(tag))).toList();
    }

    private static String key(Tag tag) {
        return tag.getCustomerId() + "/tag/" + tag.getId();
    }

    private static CommandLoad.Accepted accepted(Command command, long offset) {
        return new CommandLoad.Accepted(
                command, new RecordMetadata(new TopicPartition(Topics.COMMANDS.name(), 0), offset, 0, 0, 0, 0), 0);
    }

    private static CommandResult result(UUID commandId, UUID customerId) {
        return CommandResult.newBuilder()
                .setCommandId(commandId)
                .setCustomerId(customerId)
                .setActor(Actor.newBuilder()
                        .setKind(ActorKind.PLATFORM)
                        .setService("oracle")
                        .build())
                .setFingerprint(java.nio.ByteBuffer.wrap(new byte[] {1}))
                .setOutcome(Outcome.APPLIED)
                .setChangeSeq(1)
                .setTime(Instant.EPOCH)
                .build();
    }
}
