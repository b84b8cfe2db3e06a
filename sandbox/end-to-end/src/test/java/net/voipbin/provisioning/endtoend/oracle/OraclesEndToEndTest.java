package net.voipbin.provisioning.endtoend.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import net.voipbin.provisioning.contract.Actor;
import net.voipbin.provisioning.contract.ActorKind;
import net.voipbin.provisioning.contract.Agent;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Customer;
import net.voipbin.provisioning.contract.Number;
import net.voipbin.provisioning.contract.NumberMetadata;
import net.voipbin.provisioning.contract.NumberStatus;
import net.voipbin.provisioning.contract.NumberType;
import net.voipbin.provisioning.contract.Outcome;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.contract.Tag;
import net.voipbin.provisioning.endtoend.bed.SystemUnderTest;
import net.voipbin.provisioning.endtoend.bed.TestBed;
import net.voipbin.provisioning.endtoend.bed.TopicLog;
import net.voipbin.provisioning.endtoend.load.CommandLoad;
import net.voipbin.provisioning.endtoend.load.UpstreamCommands;
import net.voipbin.provisioning.topic.Topics;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks of the end-to-end tests find what they are there for: a defect is planted for each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OraclesEndToEndTest {

    private final UUID customerId = UUID.randomUUID();
    private SystemUnderTest system;
    private TopicLog<ResourceEvent> events;
    private TopicLog<CommandResult> results;
    private List<ResourceEvent> birth;

    @BeforeAll
    void aCustomerIsBornAndProjected() {
        system = SystemUnderTest.shared();
        events = new TopicLog<>(system.bed(), Topics.EVENTS);
        results = new TopicLog<>(system.bed(), Topics.RESULTS);
        try (UpstreamCommands upstream = system.upstream()) {
            upstream.publish(UpstreamCommands.creation(customerId, customerId + "@oracle.example"))
                    .join();
        }
        birth = events.await(3, event -> event.getCustomerId().equals(customerId));
        Awaitility.await()
                .until(() -> new ReadModelAgainstEvents(system.database())
                        .flaws(events.values())
                        .isEmpty());
    }

    @AfterAll
    void close() {
        events.close();
        results.close();
    }

    @Test
    void aWholeBirthIsNoFlaw() {
        assertThat(AtomicChanges.flaws(birth)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aBirthThatLacksAnEventIsFound(int lost) {
        // Given
        List<ResourceEvent> defective = new ArrayList<>(birth);

        // When
        defective.remove(lost);

        // Then
        assertThat(AtomicChanges.flaws(defective)).isNotEmpty();
    }

    @Test
    void aBirthWithoutAGuestThatCallsItselfWholeIsFound() {
        // Given
        ResourceEvent customer =
                ResourceEvent.newBuilder(birth.getFirst()).setSize(1).build();

        // Then
        assertThat(AtomicChanges.flaws(List.of(customer)))
                .singleElement()
                .asString()
                .contains("guest agent");
    }

    @Test
    void aChangeThatIsTornApartIsFound() {
        // Given
        ResourceEvent other = ResourceEvent.newBuilder(birth.getFirst())
                .setCustomerId(UUID.randomUUID())
                .setType("customer_updated")
                .setSize(1)
                .build();

        // When
        List<ResourceEvent> defective = List.of(birth.get(0), other, birth.get(1), birth.get(2));

        // Then
        assertThat(AtomicChanges.flaws(defective)).singleElement().asString().contains("not in one piece");
    }

    @Test
    void anEventThatComesTwiceIsFound() {
        assertThat(AtomicChanges.flaws(List.of(birth.get(0), birth.get(1), birth.get(1), birth.get(2))))
                .isNotEmpty();
    }

    @Test
    void aMissingADoubledAndAnUnknownResultAreFound() {
        // Given
        CommandResult once = result(UUID.randomUUID(), customerId);
        CommandResult twice = result(UUID.randomUUID(), customerId);
        CommandResult unknown = result(UUID.randomUUID(), customerId);
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
    void commandsDecidedInAnotherOrderAreFound() {
        // Given
        Command first = UpstreamCommands.renaming(customerId, "first");
        Command second = UpstreamCommands.renaming(customerId, "second");
        List<CommandLoad.Accepted> accepted = List.of(accepted(first, 7), accepted(second, 8));
        CommandResult ofFirst = result(first.getCommandId(), customerId);
        CommandResult ofSecond = result(second.getCommandId(), customerId);

        // Then
        assertThat(PublishedOrder.flaws(accepted, List.of(ofFirst, ofSecond))).isEmpty();
        assertThat(PublishedOrder.flaws(accepted, List.of(ofSecond, ofFirst))).hasSize(1);
    }

    @Test
    void twoLiveCustomersWithOneEmailAreFound() {
        // Given
        ResourceEvent mine = birth.getFirst();
        Customer owner = mine.getResource().getCustomer();
        ResourceEvent another = ofAnotherCustomer(Customer.newBuilder(owner)
                .setId(UUID.randomUUID())
                .setEmail(owner.getEmail().toUpperCase(Locale.ROOT))
                .build());
        ResourceEvent goneAgain =
                ofAnotherCustomer(Customer.newBuilder(another.getResource().getCustomer())
                        .setTmDelete(Instant.EPOCH)
                        .build());

        // Then
        assertThat(OneOwnerEach.flaws(List.of(mine, another))).hasSize(1);
        assertThat(OneOwnerEach.flaws(List.of(mine, another, goneAgain))).isEmpty();
    }

    @Test
    void twoLiveAgentsWithOneUsernameAndTwoEqualNumbersAreFound() {
        // Given
        ResourceEvent agent = event(Resource.newBuilder().setAgent(agent("Ann@example.com")));
        ResourceEvent sameAgent = event(Resource.newBuilder().setAgent(agent("ann@example.com")));
        ResourceEvent number = event(Resource.newBuilder().setNumber(number()));
        ResourceEvent sameNumber = event(Resource.newBuilder().setNumber(number()));

        // Then
        assertThat(OneOwnerEach.flaws(List.of(agent, number))).isEmpty();
        assertThat(OneOwnerEach.flaws(List.of(agent, number, sameAgent))).hasSize(1);
        assertThat(OneOwnerEach.flaws(List.of(agent, number, sameNumber))).hasSize(1);
    }

    @Test
    void aReferenceToWhatIsGoneAndWhatLivesUnderADeletedCustomerAreFound() {
        // Given
        Tag tag = tag();
        ResourceEvent tagged = event(Resource.newBuilder()
                .setAgent(Agent.newBuilder(agent("ann@example.com"))
                        .setTagIds(List.of(tag.getId().toString()))
                        .build()));
        ResourceEvent tagCreated = event(Resource.newBuilder().setTag(tag));
        ResourceEvent tagDeleted = event(Resource.newBuilder()
                .setTag(Tag.newBuilder(tag).setTmDelete(Instant.EPOCH).build()));
        ResourceEvent customerDeleted = event(Resource.newBuilder()
                .setCustomer(Customer.newBuilder(birth.getFirst().getResource().getCustomer())
                        .setTmDelete(Instant.EPOCH)
                        .build()));

        // Then
        assertThat(LiveReferences.flaws(List.of(birth.getFirst(), tagCreated, tagged)))
                .isEmpty();
        assertThat(LiveReferences.flaws(List.of(birth.getFirst(), tagCreated, tagged, tagDeleted)))
                .singleElement()
                .asString()
                .contains("refers to");
        assertThat(LiveReferences.flaws(List.of(birth.getFirst(), tagCreated, customerDeleted)))
                .singleElement()
                .asString()
                .contains("lives under");
    }

    @Test
    void oneAgentMoreThanThePlanAllowsIsFoundThoughAnotherGoesLater() {
        // Given
        List<ResourceEvent> allowed = new ArrayList<>(birth);
        for (int number = 1; number <= 4; number++) {
            allowed.add(event(Resource.newBuilder().setAgent(agent(number + "@example.com"))));
        }
        Agent sixth = agent("6@example.com");
        List<ResourceEvent> tooMany = new ArrayList<>(allowed);
        tooMany.add(event(Resource.newBuilder().setAgent(sixth)));
        tooMany.add(event(Resource.newBuilder()
                .setAgent(Agent.newBuilder(sixth).setTmDelete(Instant.EPOCH).build())));

        // Then
        assertThat(KeptQuotas.flaws(allowed)).isEmpty();
        assertThat(KeptQuotas.flaws(tooMany)).hasSize(1);
    }

    @Test
    void aResourceThatEndsTwiceNotAtAllOrWithoutATombstoneIsFound() {
        // Given
        Tag tag = tag();
        EndOfCustomerLog end = new EndOfCustomerLog(events, customerId);
        end.take(key(tag), Optional.of(event(Resource.newBuilder().setTag(tag))), 0);
        Optional<ResourceEvent> deletion = Optional.of(event(Resource.newBuilder()
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

    private static List<String> ofTag(EndOfCustomerLog end, Tag tag) {
        return end.flaws().stream().filter(flaw -> flaw.startsWith(key(tag))).toList();
    }

    private static String key(Tag tag) {
        return tag.getCustomerId() + "/tag/" + tag.getId();
    }

    private ResourceEvent event(Resource.Builder resource) {
        return ResourceEvent.newBuilder(birth.getFirst())
                .setType("any")
                .setIndex(0)
                .setSize(1)
                .setResource(resource.build())
                .build();
    }

    private Agent agent(String username) {
        return Agent.newBuilder(birth.get(1).getResource().getAgent())
                .setId(UUID.randomUUID())
                .setUsername(username)
                .build();
    }

    private Tag tag() {
        return Tag.newBuilder()
                .setId(UUID.randomUUID())
                .setCustomerId(customerId)
                .setVersion(1)
                .setName("sales")
                .setDetail("")
                .setTmCreate(Instant.EPOCH)
                .build();
    }

    private Number number() {
        return Number.newBuilder()
                .setId(UUID.randomUUID())
                .setCustomerId(customerId)
                .setVersion(1)
                .setNumber("+899100000001")
                .setType(NumberType.virtual)
                .setName("")
                .setDetail("")
                .setStatus(NumberStatus.active)
                .setMetadata(new NumberMetadata(false))
                .setTmPurchase(Instant.EPOCH)
                .setTmCreate(Instant.EPOCH)
                .build();
    }

    private ResourceEvent ofAnotherCustomer(Customer customer) {
        return ResourceEvent.newBuilder(birth.getFirst())
                .setCustomerId(customer.getId())
                .setResource(Resource.newBuilder().setCustomer(customer).build())
                .build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update customers set name = 'another' where id = :id",
                "update customers set version = version + 1 where id = :id",
                "update agents set permission = 1 where customer_id = :id",
                "delete from agents where customer_id = :id",
                "delete from billing_accounts where customer_id = :id",
                "update customer_progress set change_seq = change_seq + 1 where customer_id = :id",
                "update customer_progress set tm_last_change = now() where customer_id = :id",
                "insert into agents select gen_random_uuid(), customer_id, version, username, name, detail, ring_method,"
                        + " status, permission, tag_ids, addresses, guest, tm_create, tm_update, tm_delete"
                        + " from agents where customer_id = :id",
                "insert into tags values (gen_random_uuid(), :id, 1, 'unheard of', '', now(), null, null)"
            })
    void aReadModelThatDiffersFromTheEventsIsFound(String defect) {
        inTransactionThatIsUndone(defective -> {
            // Given
            ReadModelAgainstEvents oracle = new ReadModelAgainstEvents(defective);
            assertThat(oracle.flaws(events.values())).isEmpty();

            // When
            int planted = defective.withHandle(handle -> plant(handle, defect));

            // Then
            assertThat(planted).isPositive();
            assertThat(oracle.flaws(events.values())).isNotEmpty();
        });
    }

    @Test
    void aRowOfADeletedResourceIsFound() {
        // Given
        ResourceEvent ofGuest = birth.stream()
                .filter(event -> event.getResource().getAgent() != null)
                .findFirst()
                .orElseThrow();
        ResourceEvent deletion = ResourceEvent.newBuilder(ofGuest)
                .setResource(Resource.newBuilder()
                        .setAgent(Agent.newBuilder(ofGuest.getResource().getAgent())
                                .setTmDelete(Instant.EPOCH)
                                .build())
                        .build())
                .build();

        // When
        List<ResourceEvent> defective = new ArrayList<>(events.values());
        defective.add(deletion);

        // Then
        assertThat(new ReadModelAgainstEvents(system.database()).flaws(defective))
                .singleElement()
                .asString()
                .startsWith("agents ")
                .endsWith("has no event");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from agents where customer_id = :id",
                "delete from billing_accounts where customer_id = :id",
                "update agents set guest = false where customer_id = :id",
                "update agents set tm_delete = now() where customer_id = :id",
                "delete from customers where id = :id",
                "update customers set tm_delete = now() where id = :id"
            })
    void aCustomerWithoutItsGuestOrAccountIsFoundInTheReadModel(String defect) {
        inTransactionThatIsUndone(defective -> {
            // Given
            ReadModelAgainstEvents oracle = new ReadModelAgainstEvents(defective);
            assertThat(oracle.incompleteCustomers()).isEmpty();

            // When
            int planted = defective.withHandle(handle -> plant(handle, defect));

            // Then
            assertThat(planted).isPositive();
            assertThat(oracle.incompleteCustomers()).containsExactly(customerId);
        });
    }

    private int plant(Handle handle, String defect) {
        return handle.createUpdate(defect).bind("id", customerId).execute();
    }

    private void inTransactionThatIsUndone(Consumer<Jdbi> work) {
        TestBed bed = system.bed();
        try (Connection connection = DriverManager.getConnection(bed.jdbcUrl(), bed.jdbcUser(), bed.jdbcPassword())) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            work.accept(Jdbi.create(connection));
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
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
