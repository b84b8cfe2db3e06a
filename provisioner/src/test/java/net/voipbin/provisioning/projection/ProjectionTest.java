package net.voipbin.provisioning.projection;

import static net.voipbin.provisioning.projection.ProjectionFixture.CREDENTIALS;
import static net.voipbin.provisioning.projection.ProjectionFixture.EVENTS;
import static net.voipbin.provisioning.projection.ProjectionFixture.OTHER_EVENTS;
import static net.voipbin.provisioning.projection.ProjectionFixture.RESULTS;
import static net.voipbin.provisioning.projection.ProjectionFixture.TIMEOUT;
import static net.voipbin.provisioning.projection.ProjectionFixture.awaitOffset;
import static net.voipbin.provisioning.projection.ProjectionFixture.offset;
import static net.voipbin.provisioning.projection.ProjectionFixture.versions;
import static net.voipbin.provisioning.projection.ProjectionSamples.agentAndCustomer;
import static net.voipbin.provisioning.projection.ProjectionSamples.customerEvent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import net.voipbin.provisioning.contract.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Reading, writing and ending, against a real PostgreSQL and a consumer that reads from a log in memory. */
class ProjectionTest {

    private static final byte[] FOREIGN = "{\"not\":\"ours\"}".getBytes(StandardCharsets.UTF_8);

    @RegisterExtension
    final ProjectionFixture fixture = new ProjectionFixture();

    @Test
    void shouldWriteEventsAndResults() {
        // Given
        fixture.start();
        // When
        fixture.append(EVENTS, 1, Wire.write(customerEvent(1)));
        fixture.append(RESULTS, 1, Wire.write(Samples.applied(new UUID(0, 1), Samples.CUSTOMER, 1)));
        // Then
        awaitOffset(EVENTS, 1);
        awaitOffset(RESULTS, 1);
        assertThat(PostgreSql.count("customers")).isEqualTo(1);
        assertThat(PostgreSql.count("command_results")).isEqualTo(1);
        fixture.awaitWritten(1);
    }

    @Test
    void shouldGoOnWhereTheReadModelSays() {
        // Given
        ReadModel readModel = new ReadModel(PostgreSql.readModel());
        readModel.nextOffset(EVENTS);
        readModel.apply(
                new ProjectionBatch(List.of(), Set.of(), List.of(), List.of(), Map.of(EVENTS, 2L)), Map.of(EVENTS, 0L));
        fixture.append(
                EVENTS, 3, Wire.write(customerEvent(1)), Wire.write(customerEvent(2)), Wire.write(customerEvent(3)));
        // When
        fixture.start();
        // Then
        awaitOffset(EVENTS, 3);
        fixture.awaitWritten(1);
        assertThat(versions()).containsExactly(3L);
    }

    @Test
    void shouldWriteAChangeThatIsSplitOverTwoPollsOnlyWhenItIsWhole() {
        // Given
        fixture.start();
        fixture.append(EVENTS, 2, Wire.write(agentAndCustomer(1).getFirst()));
        await().atMost(TIMEOUT).until(() -> fixture.position(EVENTS) == 1);
        fixture.awaitPolls();
        long agentsBefore = PostgreSql.count("agents");
        // When
        fixture.append(EVENTS, 2, Wire.write(agentAndCustomer(1).getLast()));
        // Then
        awaitOffset(EVENTS, 2);
        assertThat(agentsBefore).isZero();
        assertThat(PostgreSql.count("agents")).isEqualTo(1);
        assertThat(PostgreSql.count("customers")).isEqualTo(1);
    }

    @Test
    void shouldWriteAChangeWhoseLastEventWasCompactedAwayAtTheEndOfThePartition() {
        // Given
        fixture.start();
        fixture.append(EVENTS, 2, Wire.write(agentAndCustomer(1).getFirst()));
        await().atMost(TIMEOUT).until(() -> fixture.position(EVENTS) == 1);
        // When
        fixture.append(EVENTS, 1);
        // Then
        awaitOffset(EVENTS, 1);
        assertThat(PostgreSql.count("agents")).isEqualTo(1);
    }

    @Test
    void shouldReadAHalfChangeAgainWhenItsPartitionWasAwayInBetween() {
        // Given
        fixture.start();
        fixture.append(EVENTS, 2, Wire.write(agentAndCustomer(1).getFirst()));
        await().atMost(TIMEOUT).until(() -> fixture.position(EVENTS) == 1);
        fixture.consumer().reassign(Set.of(OTHER_EVENTS, RESULTS, CREDENTIALS));
        await().atMost(TIMEOUT).until(() -> !fixture.consumer().assignment().contains(EVENTS));
        fixture.append(EVENTS, 2, Wire.write(agentAndCustomer(1).getLast()));
        // When
        fixture.consumer().reassign(Set.of(EVENTS, OTHER_EVENTS, RESULTS, CREDENTIALS));
        // Then
        awaitOffset(EVENTS, 2);
        assertThat(PostgreSql.count("agents")).isEqualTo(1);
        fixture.awaitWritten(2);
    }

    @Test
    void shouldGoOnFromTheOffsetThatAnotherProcessLeft() {
        // Given
        fixture.start();
        awaitOffset(EVENTS, 0);
        new ReadModel(PostgreSql.readModel())
                .apply(
                        new ProjectionBatch(
                                List.of(customerEvent(1)), Set.of(), List.of(), List.of(), Map.of(EVENTS, 1L)),
                        Map.of(EVENTS, 0L));
        // When
        fixture.append(EVENTS, 2, Wire.write(customerEvent(1)), Wire.write(customerEvent(2)));
        // Then
        awaitOffset(EVENTS, 2);
        assertThat(versions()).containsExactly(2L);
        assertThat(fixture.meters().counter("projection.failures").count()).isEqualTo(1);
        fixture.awaitWritten(1);
    }

    @Test
    void shouldCountAForeignRecordAndPassItOver() {
        // Given
        Projection projection = fixture.start();
        // When
        fixture.append(EVENTS, 2, FOREIGN, Wire.write(customerEvent(1)));
        fixture.append(RESULTS, 2, FOREIGN, Wire.write(Samples.applied(new UUID(0, 1), Samples.CUSTOMER, 1)));
        // Then
        awaitOffset(EVENTS, 2);
        awaitOffset(RESULTS, 2);
        assertThat(fixture.meters().counter("projection.unreadable").count()).isEqualTo(2);
        assertThat(PostgreSql.count("customers")).isEqualTo(1);
        assertThat(PostgreSql.count("command_results")).isEqualTo(1);
        await().atMost(TIMEOUT).until(projection::healthy);
    }

    @Test
    void shouldEndWithAFailureAtAResourceOfAnUnknownType() {
        // Given
        Projection projection = fixture.start();
        // When
        fixture.append(
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
        Projection projection = fixture.start((topic, data) -> {
            throw new NoClassDefFoundError("a class of the registry's client");
        });
        // When
        fixture.append(EVENTS, 1, Wire.write(customerEvent(1)));
        // Then
        await().atMost(TIMEOUT).until(projection.ended()::isDone);
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(projection.ended()::join)
                .withCauseInstanceOf(NoClassDefFoundError.class);
        assertThat(projection.healthy()).isFalse();
    }

    @Test
    void shouldEndWhenClosedAndCloseItsConsumer() {
        // Given
        Projection projection = fixture.start();
        awaitOffset(EVENTS, 0);
        // When
        projection.close();
        // Then
        assertThat(projection.ended()).isCompleted();
        assertThat(fixture.consumer().closed()).isTrue();
    }
}
