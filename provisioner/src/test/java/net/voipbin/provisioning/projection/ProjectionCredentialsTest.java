package net.voipbin.provisioning.projection;

import static net.voipbin.provisioning.projection.ProjectionFixture.CREDENTIALS;
import static net.voipbin.provisioning.projection.ProjectionFixture.EVENTS;
import static net.voipbin.provisioning.projection.ProjectionFixture.OTHER_EVENTS;
import static net.voipbin.provisioning.projection.ProjectionFixture.RESULTS;
import static net.voipbin.provisioning.projection.ProjectionFixture.TIMEOUT;
import static net.voipbin.provisioning.projection.ProjectionFixture.awaitOffset;
import static net.voipbin.provisioning.projection.ProjectionFixture.offset;
import static net.voipbin.provisioning.projection.ProjectionFixture.versions;
import static net.voipbin.provisioning.projection.ProjectionSamples.customerEvent;
import static net.voipbin.provisioning.projection.ProjectionSamples.deletedAgent;
import static net.voipbin.provisioning.projection.ProjectionSamples.flaggedAgent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.Set;
import net.voipbin.provisioning.contract.Credential;
import net.voipbin.provisioning.topic.Topics;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Changes that are held back until their credentials come. */
class ProjectionCredentialsTest {

    @RegisterExtension
    final ProjectionFixture fixture = new ProjectionFixture();

    @Test
    void shouldHoldAChangeBackUntilItsCredentialComes() {
        // Given
        fixture.start();
        fixture.append(EVENTS, 2, Wire.write(flaggedAgent(1)), Wire.write(customerEvent(2)));
        await().atMost(TIMEOUT).until(() -> fixture.position(EVENTS) == 2);
        fixture.awaitPolls();
        long before = PostgreSql.count("agents") + PostgreSql.count("customers") + offset(EVENTS);
        // When
        fixture.append(CREDENTIALS, 1, Wire.write(password(1)));
        // Then
        awaitOffset(EVENTS, 2);
        assertThat(before).isZero();
        assertThat(PostgreSql.count("agents")).isEqualTo(1);
        assertThat(PostgreSql.count("customers")).isEqualTo(1);
        assertThat(PostgreSql.count("credentials")).isEqualTo(1);
        fixture.awaitWritten(2);
    }

    @Test
    void shouldWriteWhatLiesBeforeAChangeThatIsHeldBack() {
        // Given
        fixture.start();
        // When
        fixture.append(
                EVENTS, 3, Wire.write(customerEvent(1)), Wire.write(flaggedAgent(2)), Wire.write(customerEvent(3)));
        // Then
        awaitOffset(EVENTS, 1);
        fixture.awaitPolls();
        assertThat(offset(EVENTS)).isEqualTo(1);
        assertThat(versions()).containsExactly(1L);
        assertThat(PostgreSql.count("agents")).isZero();
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(
                                fixture.meters().get("projection.held").gauge().value())
                        .isEqualTo(2));
    }

    @Test
    void shouldNotReadOnBehindAChangeThatIsHeldBackButInOtherPartitions() {
        // Given
        fixture.start();
        fixture.append(EVENTS, 1, Wire.write(flaggedAgent(1)));
        await().atMost(TIMEOUT).until(() -> fixture.consumerIsPaused(EVENTS));
        // When
        fixture.append(EVENTS, 2, Wire.write(customerEvent(2)));
        fixture.append(OTHER_EVENTS, 1, Wire.write(customerEvent(1)));
        // Then
        awaitOffset(OTHER_EVENTS, 1);
        assertThat(fixture.position(EVENTS)).isEqualTo(1);
        assertThat(fixture.consumerIsPaused(OTHER_EVENTS)).isFalse();
    }

    @Test
    void shouldWriteAtOnceWhenTheCredentialCameBefore() {
        // Given
        fixture.start();
        fixture.append(CREDENTIALS, 1, Wire.write(password(5)));
        awaitOffset(CREDENTIALS, 1);
        // When
        fixture.append(EVENTS, 1, Wire.write(flaggedAgent(4)));
        // Then
        awaitOffset(EVENTS, 1);
        assertThat(PostgreSql.count("agents")).isEqualTo(1);
    }

    @Test
    void shouldHoldAChangeBackWhileOnlyAnOlderCredentialIsThere() {
        // Given
        fixture.start();
        fixture.append(CREDENTIALS, 1, Wire.write(password(3)));
        awaitOffset(CREDENTIALS, 1);
        fixture.append(EVENTS, 1, Wire.write(flaggedAgent(4)));
        await().atMost(TIMEOUT).until(() -> fixture.consumerIsPaused(EVENTS));
        long before = PostgreSql.count("agents");
        // When
        fixture.append(CREDENTIALS, 2, Wire.write(Samples.none(Samples.CUSTOMER, Samples.AGENT, 4)));
        // Then
        awaitOffset(EVENTS, 1);
        assertThat(before).isZero();
        assertThat(PostgreSql.count("agents")).isEqualTo(1);
    }

    @Test
    void shouldGoOnWithCredentialsThatAnotherProcessWrote() {
        // Given
        fixture.start();
        fixture.append(EVENTS, 1, Wire.write(flaggedAgent(1)));
        await().atMost(TIMEOUT).until(() -> fixture.consumerIsPaused(EVENTS));
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
        fixture.start();
        fixture.append(EVENTS, 2, Wire.write(flaggedAgent(1)), Wire.write(customerEvent(2)));
        await().atMost(TIMEOUT).until(() -> fixture.consumerIsPaused(EVENTS));
        PostgreSql.takeAway();
        fixture.append(CREDENTIALS, 1, Wire.write(password(1)));
        await().atMost(TIMEOUT)
                .until(() -> fixture.meters().counter("projection.failures").count() > 0);
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
        fixture.start();
        fixture.append(EVENTS, 1, Wire.write(flaggedAgent(1)));
        await().atMost(TIMEOUT).until(() -> fixture.consumerIsPaused(EVENTS));
        fixture.consumer().reassign(Set.of(OTHER_EVENTS, RESULTS, CREDENTIALS));
        await().atMost(TIMEOUT).until(() -> !fixture.consumer().assignment().contains(EVENTS));
        fixture.append(CREDENTIALS, 1, Wire.write(password(1)));
        awaitOffset(CREDENTIALS, 1);
        long before = PostgreSql.count("agents");
        // When
        fixture.consumer().reassign(Set.of(EVENTS, OTHER_EVENTS, RESULTS, CREDENTIALS));
        // Then
        awaitOffset(EVENTS, 1);
        assertThat(before).isZero();
        fixture.awaitWritten(1);
    }

    @Test
    void shouldLeaveToAnotherProcessAHeldBackChangeThatItHasWritten() {
        // Given
        fixture.start();
        fixture.append(EVENTS, 1, Wire.write(flaggedAgent(1)));
        await().atMost(TIMEOUT).until(() -> fixture.consumerIsPaused(EVENTS));
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
        fixture.append(CREDENTIALS, 1, Wire.write(password(1)));
        // Then
        awaitOffset(CREDENTIALS, 1);
        await().atMost(TIMEOUT)
                .until(() -> fixture.meters().counter("projection.failures").count() > 0);
        assertThat(PostgreSql.count("agents")).isZero();
        assertThat(offset(EVENTS)).isEqualTo(2);
    }

    private static Credential password(long changeSeq) {
        return Samples.password(Samples.CUSTOMER, Samples.AGENT, changeSeq, "hash " + changeSeq);
    }
}
