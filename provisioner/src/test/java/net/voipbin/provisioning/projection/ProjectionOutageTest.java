package net.voipbin.provisioning.projection;

import static net.voipbin.provisioning.projection.ProjectionFixture.EVENTS;
import static net.voipbin.provisioning.projection.ProjectionFixture.RESULTS;
import static net.voipbin.provisioning.projection.ProjectionFixture.TIMEOUT;
import static net.voipbin.provisioning.projection.ProjectionFixture.awaitOffset;
import static net.voipbin.provisioning.projection.ProjectionFixture.versions;
import static net.voipbin.provisioning.projection.ProjectionSamples.customerEvent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.voipbin.provisioning.contract.ResourceEvent;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A database or registry that is away, and a member that is fenced. */
class ProjectionOutageTest {

    @RegisterExtension
    final ProjectionFixture fixture = new ProjectionFixture();

    @Test
    void shouldNotBeHealthyWhileTheDatabaseIsAwayAndThenGoOnWithoutLossOrDoubling() {
        // Given
        Projection projection = fixture.start();
        fixture.append(EVENTS, 1, Wire.write(customerEvent(1)));
        awaitOffset(EVENTS, 1);
        await().atMost(TIMEOUT).until(projection::healthy);
        // When
        PostgreSql.takeAway();
        LongStream.rangeClosed(2, 50)
                .forEach(version -> fixture.append(EVENTS, version, Wire.write(customerEvent(version))));
        LongStream.rangeClosed(1, 50)
                .forEach(command -> fixture.append(
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
        fixture.awaitPolls();
        // Of a batch whose answer the outage swallowed the events are written but not counted.
        assertThat(fixture.meters().counter("projection.events").count()).isLessThanOrEqualTo(50);
        assertThat(fixture.meters().counter("projection.failures").count()).isPositive();
        assertThat(projection.ended()).isNotDone();
    }

    @Test
    void shouldStartWhileTheDatabaseIsAway() {
        // Given
        PostgreSql.takeAway();
        fixture.append(EVENTS, 1, Wire.write(customerEvent(1)));
        Projection projection = fixture.start();
        await().atMost(TIMEOUT)
                .until(() -> fixture.meters().counter("projection.failures").count() > 0);
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
        fixture.start((topic, data) -> {
            if (failures.getAndDecrement() > 0) {
                throw new TimeoutException("the registry is away");
            }
            return events.deserialize(topic, data);
        });
        // When
        fixture.append(EVENTS, 1, Wire.write(customerEvent(1)));
        // Then
        awaitOffset(EVENTS, 1);
        assertThat(versions()).containsExactly(1L);
        assertThat(fixture.meters().counter("projection.failures").count()).isEqualTo(2);
        assertThat(fixture.meters().counter("projection.unreadable").count()).isZero();
    }

    @Test
    void shouldJoinAsANewMemberWhenFenced() {
        // Given
        List<RecordedConsumer> fenced = fenced(5);
        fixture.append(EVENTS, 1, Wire.write(customerEvent(1)));
        // When
        Projection projection = fixture.start(
                Wire.events(),
                Stream.concat(fenced.stream(), Stream.of(fixture.consumer())).toList());
        // Then
        awaitOffset(EVENTS, 1);
        assertThat(projection.ended()).isNotDone();
        assertThat(fixture.meters().counter("projection.failures").count()).isEqualTo(5);
        assertThat(fenced).allMatch(RecordedConsumer::closed);
        await().atMost(TIMEOUT).until(projection::healthy);
    }

    @Test
    void shouldEndWithAFailureWhenFencedAgainAndAgain() {
        // Given
        List<RecordedConsumer> fenced = fenced(6);
        // When
        Projection projection = fixture.start(Wire.events(), fenced);
        // Then
        await().atMost(TIMEOUT).until(projection.ended()::isDone);
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(projection.ended()::join)
                .withCauseInstanceOf(FencedInstanceIdException.class);
        assertThat(fenced).allMatch(RecordedConsumer::closed);
    }

    private static List<RecordedConsumer> fenced(int count) {
        return Stream.generate(RecordedConsumer::fenced).limit(count).toList();
    }
}
