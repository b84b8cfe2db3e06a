package net.voipbin.provisioning.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.voipbin.provisioning.contract.Credential;
import net.voipbin.provisioning.contract.CustomerStatus;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.projection.RecordedConsumer.Keyed;
import net.voipbin.provisioning.topic.Topics;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The loop, against a real PostgreSQL and a consumer that reads from a log in memory. */
class ProjectionTest {

    private static final TopicPartition EVENTS = new TopicPartition(Topics.EVENTS.name(), 0);
    private static final TopicPartition OTHER_EVENTS = new TopicPartition(Topics.EVENTS.name(), 1);
    private static final TopicPartition RESULTS = new TopicPartition(Topics.RESULTS.name(), 0);
    private static final TopicPartition CREDENTIALS = new TopicPartition(Topics.CREDENTIALS.name(), 0);
    private static final byte[] FOREIGN = "{\"not\":\"ours\"}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] CUSTOMER_KEY = key("customer", Samples.CUSTOMER);
    private static final byte[] AGENT_KEY = key("agent", Samples.AGENT);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final RecordedConsumer consumer = new RecordedConsumer(Set.of(EVENTS, OTHER_EVENTS, RESULTS, CREDENTIALS));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Projection> started = new ArrayList<>();

    @BeforeEach
    void clear() {
        PostgreSql.clear();
    }

    @AfterEach
    void stop() {
        PostgreSql.bringBack();
        started.forEach(Projection::close);
    }

    @Test
    void shouldWriteEventsAndResults() {
        // Given
        start();
        // When
        append(EVENTS, 1, Wire.write(customerEvent(1)));
        append(RESULTS, 1, Wire.write(Samples.applied(new UUID(0, 1), Samples.CUSTOMER, 1)));
        // Then
        awaitOffset(EVENTS, 1);
        awaitOffset(RESULTS, 1);
        assertThat(PostgreSql.count("customers")).isEqualTo(1);
        assertThat(PostgreSql.count("command_results")).isEqualTo(1);
        awaitWritten(1);
    }

    @Test
    void shouldGoOnWhereTheReadModelSays() {
        // Given
        ReadModel readModel = new ReadModel(PostgreSql.readModel());
        readModel.nextOffset(EVENTS);
        readModel.apply(
                new ProjectionBatch(List.of(), Set.of(), List.of(), List.of(), Map.of(EVENTS, 2L)), Map.of(EVENTS, 0L));
        append(EVENTS, 3, Wire.write(customerEvent(1)), Wire.write(customerEvent(2)), Wire.write(customerEvent(3)));
        // When
        start();
        // Then
        awaitOffset(EVENTS, 3);
        awaitWritten(1);
        assertThat(versions()).containsExactly(3L);
    }

    @Test
    void shouldWriteAChangeThatIsSplitOverTwoPollsOnlyWhenItIsWhole() {
        // Given
        start();
        append(EVENTS, 2, Wire.write(agentAndCustomer(1).getFirst()));
        await().atMost(TIMEOUT).until(() -> position(EVENTS) == 1);
        awaitPolls();
        long agentsBefore = PostgreSql.count("agents");
        // When
        append(EVENTS, 2, Wire.write(agentAndCustomer(1).getLast()));
        // Then
        awaitOffset(EVENTS, 2);
        assertThat(agentsBefore).isZero();
        assertThat(PostgreSql.count("agents")).isEqualTo(1);
        assertThat(PostgreSql.count("customers")).isEqualTo(1);
    }

    @Test
    void shouldWriteAChangeWhoseLastEventWasCompactedAwayAtTheEndOfThePartition() {
        // Given
        start();
        append(EVENTS, 2, Wire.write(agentAndCustomer(1).getFirst()));
        await().atMost(TIMEOUT).until(() -> position(EVENTS) == 1);
        // When
        append(EVENTS, 1);
        // Then
        awaitOffset(EVENTS, 1);
        assertThat(PostgreSql.count("agents")).isEqualTo(1);
    }

    @Test
    void shouldReadAHalfChangeAgainWhenItsPartitionWasAwayInBetween() {
        // Given
        start();
        append(EVENTS, 2, Wire.write(agentAndCustomer(1).getFirst()));
        await().atMost(TIMEOUT).until(() -> position(EVENTS) == 1);
        consumer.reassign(Set.of(OTHER_EVENTS, RESULTS, CREDENTIALS));
        await().atMost(TIMEOUT).until(() -> !consumer.assignment().contains(EVENTS));
        append(EVENTS, 2, Wire.write(agentAndCustomer(1).getLast()));
        // When
        consumer.reassign(Set.of(EVENTS, OTHER_EVENTS, RESULTS, CREDENTIALS));
        // Then
        awaitOffset(EVENTS, 2);
        assertThat(PostgreSql.count("agents")).isEqualTo(1);
        awaitWritten(2);
    }

    @Test
    void shouldNotBeHealthyWhileTheDatabaseIsAwayAndThenGoOnWithoutLossOrDoubling() {
        // Given
        Projection projection = start();
        append(EVENTS, 1, Wire.write(customerEvent(1)));
        awaitOffset(EVENTS, 1);
        await().atMost(TIMEOUT).until(projection::healthy);
        // When
        PostgreSql.takeAway();
        LongStream.rangeClosed(2, 50).forEach(version -> append(EVENTS, version, Wire.write(customerEvent(version))));
        LongStream.rangeClosed(1, 50)
                .forEach(command -> append(
                        RESULTS,
                        command,
                        Wire.write(Samples.applied(new UUID(0, command), Samples.CUSTOMER, command))));
        await().atMost(TIMEOUT).until(() -> !projection.healthy());
        PostgreSql.bringBack();
        // Then
        awaitOffset(EVENTS, 50);
        awaitOffset(RESULTS, 50);
        await().atMost(TIMEOUT).until(projection::healthy);
        assertThat(versions()).containsExactly(50L);
        assertThat(PostgreSql.count("command_results")).isEqualTo(50);
        awaitPolls();
        // Of a batch whose answer the outage swallowed the events are written but not counted.
        assertThat(meters.counter("projection.events").count()).isLessThanOrEqualTo(50);
        assertThat(meters.counter("projection.failures").count()).isPositive();
        assertThat(projection.ended()).isNotDone();
    }

    @Test
    void shouldStartWhileTheDatabaseIsAway() {
        // Given
        PostgreSql.takeAway();
        append(EVENTS, 1, Wire.write(customerEvent(1)));
        Projection projection = start();
        await().atMost(TIMEOUT)
                .until(() -> meters.counter("projection.failures").count() > 0);
        boolean healthyBefore = projection.healthy();
        // When
        PostgreSql.bringBack();
        // Then
        awaitOffset(EVENTS, 1);
        assertThat(healthyBefore).isFalse();
        assertThat(PostgreSql.count("customers")).isEqualTo(1);
    }

    @Test
    void shouldReadAgainWhatItCouldNotReadWhileTheRegistryWasAway() {
        // Given
        AtomicInteger failures = new AtomicInteger(2);
        Deserializer<ResourceEvent> events = Wire.events();
        start((topic, data) -> {
            if (failures.getAndDecrement() > 0) {
                throw new TimeoutException("the registry is away");
            }
            return events.deserialize(topic, data);
        });
        // When
        append(EVENTS, 1, Wire.write(customerEvent(1)));
        // Then
        awaitOffset(EVENTS, 1);
        assertThat(versions()).containsExactly(1L);
        assertThat(meters.counter("projection.failures").count()).isEqualTo(2);
        assertThat(meters.counter("projection.unreadable").count()).isZero();
    }

    @Test
    void shouldGoOnFromTheOffsetThatAnotherProcessLeft() {
        // Given
        start();
        awaitOffset(EVENTS, 0);
        new ReadModel(PostgreSql.readModel())
                .apply(
                        new ProjectionBatch(
                                List.of(customerEvent(1)), Set.of(), List.of(), List.of(), Map.of(EVENTS, 1L)),
                        Map.of(EVENTS, 0L));
        // When
        append(EVENTS, 2, Wire.write(customerEvent(1)), Wire.write(customerEvent(2)));
        // Then
        awaitOffset(EVENTS, 2);
        assertThat(versions()).containsExactly(2L);
        assertThat(meters.counter("projection.failures").count()).isEqualTo(1);
        awaitWritten(1);
    }

    @Test
    void shouldCountAForeignRecordAndPassItOver() {
        // Given
        Projection projection = start();
        // When
        append(EVENTS, 2, FOREIGN, Wire.write(customerEvent(1)));
        append(RESULTS, 2, FOREIGN, Wire.write(Samples.applied(new UUID(0, 1), Samples.CUSTOMER, 1)));
        // Then
        awaitOffset(EVENTS, 2);
        awaitOffset(RESULTS, 2);
        assertThat(meters.counter("projection.unreadable").count()).isEqualTo(2);
        assertThat(PostgreSql.count("customers")).isEqualTo(1);
        assertThat(PostgreSql.count("command_results")).isEqualTo(1);
        await().atMost(TIMEOUT).until(projection::healthy);
    }

    @Test
    void shouldEndWithAFailureAtAResourceOfAnUnknownType() {
        // Given
        Projection projection = start();
        // When
        append(
                EVENTS,
                1,
                Wire.write(
                        Samples.event(Samples.CUSTOMER, 1, Resource.newBuilder().build())));
        // Then
        await().atMost(TIMEOUT).until(projection.ended()::isDone);
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(projection.ended()::join)
                .withCauseInstanceOf(IllegalStateException.class)
                .withMessageContaining("resource_changed");
        assertThat(offset(EVENTS)).isZero();
    }

    @Test
    void shouldEndWithAFailureAtAnError() {
        // Given
        Projection projection = start((topic, data) -> {
            throw new NoClassDefFoundError("a class of the registry's client");
        });
        // When
        append(EVENTS, 1, Wire.write(customerEvent(1)));
        // Then
        await().atMost(TIMEOUT).until(projection.ended()::isDone);
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(projection.ended()::join)
                .withCauseInstanceOf(NoClassDefFoundError.class);
        assertThat(projection.healthy()).isFalse();
    }

    @Test
    void shouldJoinAsANewMemberWhenFenced() {
        // Given
        List<RecordedConsumer> fenced = fenced(5);
        append(EVENTS, 1, Wire.write(customerEvent(1)));
        // When
        Projection projection = start(
                Wire.events(),
                Stream.concat(fenced.stream(), Stream.of(consumer)).toList());
        // Then
        awaitOffset(EVENTS, 1);
        assertThat(projection.ended()).isNotDone();
        assertThat(meters.counter("projection.failures").count()).isEqualTo(5);
        assertThat(fenced).allMatch(RecordedConsumer::closed);
        await().atMost(TIMEOUT).until(projection::healthy);
    }

    @Test
    void shouldEndWithAFailureWhenFencedAgainAndAgain() {
        // Given
        List<RecordedConsumer> fenced = fenced(6);
        // When
        Projection projection = start(Wire.events(), fenced);
        // Then
        await().atMost(TIMEOUT).until(projection.ended()::isDone);
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(projection.ended()::join)
                .withCauseInstanceOf(FencedInstanceIdException.class);
        assertThat(fenced).allMatch(RecordedConsumer::closed);
    }

    @Test
    void shouldEndWhenClosedAndCloseItsConsumer() {
        // Given
        Projection projection = start();
        awaitOffset(EVENTS, 0);
        // When
        projection.close();
        // Then
        assertThat(projection.ended()).isCompleted();
        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void shouldHoldAChangeBackUntilItsCredentialComes() {
        // Given
        start();
        append(EVENTS, 2, Wire.write(flaggedAgent(1)), Wire.write(customerEvent(2)));
        await().atMost(TIMEOUT).until(() -> position(EVENTS) == 2);
        awaitPolls();
        long before = PostgreSql.count("agents") + PostgreSql.count("customers") + offset(EVENTS);
        // When
        append(CREDENTIALS, 1, Wire.write(password(1)));
        // Then
        awaitOffset(EVENTS, 2);
        assertThat(before).isZero();
        assertThat(PostgreSql.count("agents")).isEqualTo(1);
        assertThat(PostgreSql.count("customers")).isEqualTo(1);
        assertThat(PostgreSql.count("credentials")).isEqualTo(1);
        awaitWritten(2);
    }

    @Test
    void shouldWriteWhatLiesBeforeAChangeThatIsHeldBack() {
        // Given
        start();
        // When
        append(EVENTS, 3, Wire.write(customerEvent(1)), Wire.write(flaggedAgent(2)), Wire.write(customerEvent(3)));
        // Then
        awaitOffset(EVENTS, 1);
        awaitPolls();
        assertThat(offset(EVENTS)).isEqualTo(1);
        assertThat(versions()).containsExactly(1L);
        assertThat(PostgreSql.count("agents")).isZero();
        await().atMost(TIMEOUT)
                .untilAsserted(
                        () -> assertThat(meters.get("projection.held").gauge().value())
                                .isEqualTo(2));
    }

    @Test
    void shouldNotReadOnBehindAChangeThatIsHeldBackButInOtherPartitions() {
        // Given
        start();
        append(EVENTS, 1, Wire.write(flaggedAgent(1)));
        await().atMost(TIMEOUT).until(() -> consumerIsPaused(EVENTS));
        // When
        append(EVENTS, 2, Wire.write(customerEvent(2)));
        append(OTHER_EVENTS, 1, Wire.write(customerEvent(1)));
        // Then
        awaitOffset(OTHER_EVENTS, 1);
        assertThat(position(EVENTS)).isEqualTo(1);
        assertThat(consumerIsPaused(OTHER_EVENTS)).isFalse();
    }

    @Test
    void shouldWriteAtOnceWhenTheCredentialCameBefore() {
        // Given
        start();
        append(CREDENTIALS, 1, Wire.write(password(5)));
        awaitOffset(CREDENTIALS, 1);
        // When
        append(EVENTS, 1, Wire.write(flaggedAgent(4)));
        // Then
        awaitOffset(EVENTS, 1);
        assertThat(PostgreSql.count("agents")).isEqualTo(1);
    }

    @Test
    void shouldHoldAChangeBackWhileOnlyAnOlderCredentialIsThere() {
        // Given
        start();
        append(CREDENTIALS, 1, Wire.write(password(3)));
        awaitOffset(CREDENTIALS, 1);
        append(EVENTS, 1, Wire.write(flaggedAgent(4)));
        await().atMost(TIMEOUT).until(() -> consumerIsPaused(EVENTS));
        long before = PostgreSql.count("agents");
        // When
        append(CREDENTIALS, 2, Wire.write(Samples.none(Samples.CUSTOMER, Samples.AGENT, 4)));
        // Then
        awaitOffset(EVENTS, 1);
        assertThat(before).isZero();
        assertThat(PostgreSql.count("agents")).isEqualTo(1);
    }

    @Test
    void shouldGoOnWithCredentialsThatAnotherProcessWrote() {
        // Given
        start();
        append(EVENTS, 1, Wire.write(flaggedAgent(1)));
        await().atMost(TIMEOUT).until(() -> consumerIsPaused(EVENTS));
        TopicPartition elsewhere = new TopicPartition(Topics.CREDENTIALS.name(), 1);
        ReadModel another = new ReadModel(PostgreSql.readModel());
        another.nextOffset(elsewhere);
        // When
        another.apply(
                new ProjectionBatch(List.of(), Set.of(), List.of(password(1)), List.of(), Map.of(elsewhere, 1L)),
                Map.of(elsewhere, 0L));
        // Then
        awaitOffset(EVENTS, 1);
        assertThat(PostgreSql.count("agents")).isEqualTo(1);
    }

    @Test
    void shouldReadWhatWasHeldBackAgainAfterAnOutage() {
        // Given
        start();
        append(EVENTS, 2, Wire.write(flaggedAgent(1)), Wire.write(customerEvent(2)));
        await().atMost(TIMEOUT).until(() -> consumerIsPaused(EVENTS));
        PostgreSql.takeAway();
        append(CREDENTIALS, 1, Wire.write(password(1)));
        await().atMost(TIMEOUT)
                .until(() -> meters.counter("projection.failures").count() > 0);
        // When
        PostgreSql.bringBack();
        // Then
        awaitOffset(EVENTS, 2);
        awaitOffset(CREDENTIALS, 1);
        assertThat(PostgreSql.count("agents")).isEqualTo(1);
        assertThat(versions()).containsExactly(2L);
    }

    @Test
    void shouldWriteAHeldBackChangeOnceWhenItsPartitionWasAwayInBetween() {
        // Given
        start();
        append(EVENTS, 1, Wire.write(flaggedAgent(1)));
        await().atMost(TIMEOUT).until(() -> consumerIsPaused(EVENTS));
        consumer.reassign(Set.of(OTHER_EVENTS, RESULTS, CREDENTIALS));
        await().atMost(TIMEOUT).until(() -> !consumer.assignment().contains(EVENTS));
        append(CREDENTIALS, 1, Wire.write(password(1)));
        awaitOffset(CREDENTIALS, 1);
        long before = PostgreSql.count("agents");
        // When
        consumer.reassign(Set.of(EVENTS, OTHER_EVENTS, RESULTS, CREDENTIALS));
        // Then
        awaitOffset(EVENTS, 1);
        assertThat(before).isZero();
        awaitWritten(1);
    }

    @Test
    void shouldLeaveToAnotherProcessAHeldBackChangeThatItHasWritten() {
        // Given
        start();
        append(EVENTS, 1, Wire.write(flaggedAgent(1)));
        await().atMost(TIMEOUT).until(() -> consumerIsPaused(EVENTS));
        new ReadModel(PostgreSql.readModel())
                .apply(
                        new ProjectionBatch(
                                List.of(flaggedAgent(1), deletedAgent(2)),
                                Set.of(),
                                List.of(),
                                List.of(),
                                Map.of(EVENTS, 2L)),
                        Map.of(EVENTS, 0L));
        // When
        append(CREDENTIALS, 1, Wire.write(password(1)));
        // Then
        awaitOffset(CREDENTIALS, 1);
        await().atMost(TIMEOUT)
                .until(() -> meters.counter("projection.failures").count() > 0);
        assertThat(PostgreSql.count("agents")).isZero();
        assertThat(offset(EVENTS)).isEqualTo(2);
    }

    @Test
    void shouldDeleteTheRowOfADeletedResourceAndPassOverTheRecordWithoutValue() {
        // Given
        start();
        // When
        consumer.appendKeyed(
                EVENTS,
                4,
                List.of(
                        new Keyed(AGENT_KEY, Wire.write(agentAndCustomer(1).getFirst())),
                        new Keyed(AGENT_KEY, Wire.write(deletedAgent(2))),
                        new Keyed(AGENT_KEY, null),
                        new Keyed(CUSTOMER_KEY, Wire.write(customerEvent(3)))));
        // Then
        awaitOffset(EVENTS, 4);
        assertThat(PostgreSql.count("agents")).isZero();
        assertThat(versions()).containsExactly(3L);
        assertThat(meters.counter("projection.unreadable").count()).isZero();
    }

    @Test
    void shouldDeleteTheRowOfAResourceOfWhichCompactionLeftTheRecordWithoutValueAlone() {
        // Given
        start();
        consumer.appendKeyed(EVENTS, 1, List.of(new Keyed(AGENT_KEY, Wire.write(agent(1)))));
        awaitOffset(EVENTS, 1);
        long before = PostgreSql.count("agents");
        // When
        consumer.appendKeyed(EVENTS, 2, List.of(new Keyed(AGENT_KEY, null)));
        // Then
        awaitOffset(EVENTS, 2);
        assertThat(before).isEqualTo(1);
        assertThat(PostgreSql.count("agents")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a/agent/b", "a/unknown/bbbbbbbb-0000-4000-8000-000000000001"})
    void shouldCountARecordWithoutValueThatNamesNoResourceAndPassItOver(String key) {
        // Given
        start();
        // When
        consumer.appendKeyed(
                EVENTS,
                2,
                List.of(
                        new Keyed(key.getBytes(StandardCharsets.UTF_8), null),
                        new Keyed(CUSTOMER_KEY, Wire.write(customerEvent(1)))));
        // Then
        awaitOffset(EVENTS, 2);
        assertThat(meters.counter("projection.unreadable").count()).isEqualTo(1);
        assertThat(versions()).containsExactly(1L);
    }

    @Test
    void shouldEmptyAllResultsOfACustomerThatEndsHoweverManyThereAre() {
        // Given
        PostgreSql.readModel().useHandle(handle -> handle.execute("""
                        insert into command_results
                        select gen_random_uuid(), ?, null, '', 'APPLIED', null, 1, now(), 'personal'
                        from generate_series(1, 10002)""", Samples.CUSTOMER));
        start();
        // When
        append(
                EVENTS,
                1,
                Wire.write(Samples.event(
                        Samples.CUSTOMER,
                        2,
                        Samples.resource(Samples.deletedCustomer(Samples.CUSTOMER, 2, CustomerStatus.deleted)))));
        // Then
        awaitErased();
        assertThat(PostgreSql.count("command_results")).isEqualTo(10_002);
    }

    @Test
    void shouldGoOnEmptyingWhereAProcessThatDiedStopped() {
        // Given
        PostgreSql.readModel().useHandle(handle -> handle.execute("""
                        insert into command_results values (gen_random_uuid(), ?, null, '', 'APPLIED', null, 1, now(), 'x');
                        insert into erasures values (?, 2)""", Samples.CUSTOMER, Samples.CUSTOMER));
        // When
        start();
        // Then
        awaitErased();
    }

    @Test
    void shouldPruneAllOldResultsAtOnceHoweverManyThereAre() {
        // Given
        PostgreSql.readModel().useHandle(handle -> handle.execute("""
                insert into command_results
                select gen_random_uuid(), gen_random_uuid(), null, '', 'APPLIED', null, 1,
                       now() - case when n = 1 then interval '7 days' else interval '9 days' end, null
                from generate_series(1, 10002) n"""));
        // When
        start();
        // Then
        await().atMost(TIMEOUT)
                .untilAsserted(
                        () -> assertThat(PostgreSql.count("command_results")).isEqualTo(1));
    }

    private Projection start() {
        return start(Wire.events());
    }

    private Projection start(Deserializer<ResourceEvent> events) {
        return start(events, List.of(consumer));
    }

    /** With these consumers, one after the other. */
    private Projection start(Deserializer<ResourceEvent> events, List<RecordedConsumer> consumers) {
        Iterator<RecordedConsumer> next = consumers.iterator();
        Projection projection = new Projection(
                next::next,
                new Contracts(events, Wire.results(), Wire.credentials()),
                PostgreSql.readModel(),
                Clock.systemUTC(),
                meters);
        started.add(projection);
        Thread.ofPlatform().daemon().name("projection").start(projection);
        return projection;
    }

    private static List<RecordedConsumer> fenced(int count) {
        return Stream.generate(RecordedConsumer::fenced).limit(count).toList();
    }

    private boolean consumerIsPaused(TopicPartition partition) {
        synchronized (consumer) {
            return consumer.paused().contains(partition);
        }
    }

    private static void awaitErased() {
        await().atMost(TIMEOUT)
                .untilAsserted(
                        () -> assertThat(PostgreSql.select("""
                        select (select count(*) from command_results where result is not null) as left,
                               (select count(*) from erasures where completed) as completed""")).containsExactly(Map.of("left", 0L, "completed", 1L)));
    }

    private void append(TopicPartition partition, long endOffset, byte[]... values) {
        consumer.append(partition, endOffset, List.of(values));
    }

    private long position(TopicPartition partition) {
        synchronized (consumer) {
            return consumer.assignment().contains(partition) ? consumer.position(partition) : -1;
        }
    }

    /** Waits until whatever was polled before has been worked off. */
    private void awaitPolls() {
        long polls = consumer.polls();
        await().atMost(TIMEOUT).until(() -> consumer.polls() > polls + 2);
    }

    /** The counter moves after the offset does. */
    private void awaitWritten(int events) {
        await().atMost(TIMEOUT)
                .untilAsserted(() ->
                        assertThat(meters.counter("projection.events").count()).isEqualTo(events));
    }

    private static void awaitOffset(TopicPartition partition, long offset) {
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(offset(partition)).isEqualTo(offset));
    }

    private static long offset(TopicPartition partition) {
        return PostgreSql.readModel()
                .withHandle(handle -> handle.select(
                                "select next_offset from projection_offsets where topic = ? and kafka_partition = ?",
                                partition.topic(),
                                partition.partition())
                        .mapTo(Long.class)
                        .findOne()
                        .orElse(-1L));
    }

    private static byte[] key(String type, UUID id) {
        return (Samples.CUSTOMER + "/" + type + "/" + id).getBytes(StandardCharsets.UTF_8);
    }

    private static List<Object> versions() {
        return PostgreSql.select("select version from customers").stream()
                .map(row -> row.get("version"))
                .toList();
    }

    private static ResourceEvent customerEvent(long version) {
        return Samples.event(
                Samples.CUSTOMER, version, Samples.resource(Samples.liveCustomer(Samples.CUSTOMER, version)));
    }

    private static ResourceEvent agent(long changeSeq) {
        return Samples.event(Samples.CUSTOMER, changeSeq, Samples.resource(Samples.agent(Samples.CUSTOMER, changeSeq)));
    }

    private static ResourceEvent flaggedAgent(long changeSeq) {
        return Samples.flagged(agent(changeSeq));
    }

    private static ResourceEvent deletedAgent(long changeSeq) {
        return Samples.event(
                Samples.CUSTOMER, changeSeq, Samples.resource(Samples.deletedAgent(Samples.CUSTOMER, changeSeq)));
    }

    private static Credential password(long changeSeq) {
        return Samples.password(Samples.CUSTOMER, Samples.AGENT, changeSeq, "hash " + changeSeq);
    }

    private static List<ResourceEvent> agentAndCustomer(long changeSeq) {
        return List.of(
                Samples.event(Samples.CUSTOMER, changeSeq, 0, 2, Samples.resource(Samples.agent(Samples.CUSTOMER, 1))),
                Samples.event(
                        Samples.CUSTOMER,
                        changeSeq,
                        1,
                        2,
                        Samples.resource(Samples.liveCustomer(Samples.CUSTOMER, 1))));
    }
}
