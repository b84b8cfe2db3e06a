package net.voipbin.provisioning.projection;

import static net.voipbin.provisioning.projection.ProjectionFixture.EVENTS;
import static net.voipbin.provisioning.projection.ProjectionFixture.TIMEOUT;
import static net.voipbin.provisioning.projection.ProjectionFixture.awaitOffset;
import static net.voipbin.provisioning.projection.ProjectionFixture.versions;
import static net.voipbin.provisioning.projection.ProjectionSamples.agent;
import static net.voipbin.provisioning.projection.ProjectionSamples.agentAndCustomer;
import static net.voipbin.provisioning.projection.ProjectionSamples.customerEvent;
import static net.voipbin.provisioning.projection.ProjectionSamples.deletedAgent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.voipbin.provisioning.contract.CustomerStatus;
import net.voipbin.provisioning.projection.RecordedConsumer.Keyed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Resources that are deleted, and results that are emptied or pruned. */
class ProjectionDeletionTest {

    private static final byte[] CUSTOMER_KEY = key("customer", Samples.CUSTOMER);
    private static final byte[] AGENT_KEY = key("agent", Samples.AGENT);

    @RegisterExtension
    final ProjectionFixture fixture = new ProjectionFixture();

    @Test
    void shouldDeleteTheRowOfADeletedResourceAndPassOverTheRecordWithoutValue() {
        // Given
        fixture.start();
        // When
        fixture.consumer()
                .appendKeyed(
                        EVENTS,
                        4,
                        List.of(
                                new Keyed(
                                        AGENT_KEY,
                                        Wire.write(agentAndCustomer(1).getFirst())),
                                new Keyed(AGENT_KEY, Wire.write(deletedAgent(2))),
                                new Keyed(AGENT_KEY, null),
                                new Keyed(CUSTOMER_KEY, Wire.write(customerEvent(3)))));
        // Then
        awaitOffset(EVENTS, 4);
        assertThat(PostgreSql.count("agents")).isZero();
        assertThat(versions()).containsExactly(3L);
        assertThat(fixture.meters().counter("projection.unreadable").count()).isZero();
    }

    @Test
    void shouldDeleteTheRowOfAResourceOfWhichCompactionLeftTheRecordWithoutValueAlone() {
        // Given
        fixture.start();
        fixture.consumer().appendKeyed(EVENTS, 1, List.of(new Keyed(AGENT_KEY, Wire.write(agent(1)))));
        awaitOffset(EVENTS, 1);
        long before = PostgreSql.count("agents");
        // When
        fixture.consumer().appendKeyed(EVENTS, 2, List.of(new Keyed(AGENT_KEY, null)));
        // Then
        awaitOffset(EVENTS, 2);
        assertThat(before).isEqualTo(1);
        assertThat(PostgreSql.count("agents")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a/agent/b", "a/unknown/bbbbbbbb-0000-4000-8000-000000000001"})
    void shouldCountARecordWithoutValueThatNamesNoResourceAndPassItOver(String key) {
        // Given
        fixture.start();
        // When
        fixture.consumer()
                .appendKeyed(
                        EVENTS,
                        2,
                        List.of(
                                new Keyed(key.getBytes(StandardCharsets.UTF_8), null),
                                new Keyed(CUSTOMER_KEY, Wire.write(customerEvent(1)))));
        // Then
        awaitOffset(EVENTS, 2);
        assertThat(fixture.meters().counter("projection.unreadable").count()).isEqualTo(1);
        assertThat(versions()).containsExactly(1L);
    }

    @Test
    void shouldEmptyAllResultsOfACustomerThatEndsHoweverManyThereAre() {
        // Given
        PostgreSql.readModel().useHandle(handle -> handle.execute("""
                        insert into command_results
                        select gen_random_uuid(), ?, null, '', 'APPLIED', null, 1, now(), 'personal'
                        from generate_series(1, 10002)""", Samples.CUSTOMER));
        fixture.start();
        // When
        fixture.append(
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
        fixture.start();
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
        fixture.start();
        // Then
        await().atMost(TIMEOUT)
                .untilAsserted(
                        () -> assertThat(PostgreSql.count("command_results")).isEqualTo(1));
    }

    private static void awaitErased() {
        await().atMost(TIMEOUT)
                .untilAsserted(
                        () -> assertThat(PostgreSql.select("""
                        select (select count(*) from command_results where result is not null) as left,
                               (select count(*) from erasures where completed) as completed""")).containsExactly(Map.of("left", 0L, "completed", 1L)));
    }

    private static byte[] key(String type, UUID id) {
        return (Samples.CUSTOMER + "/" + type + "/" + id).getBytes(StandardCharsets.UTF_8);
    }
}
