package net.voipbin.provisioning.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

final class CommitPacingTest {

    private long now;
    private final MockProcessorContext<Void, Void> task = new MockProcessorContext<>();
    private final CommitPacing pacing = new CommitPacing(Duration.ofMillis(10), () -> now);

    @Test
    void shouldCommitALoneCommandAtOnce() {
        // Given
        passes(Duration.ofSeconds(1));
        // When
        work(Duration.ofMillis(1));
        // Then
        assertThat(task.committed()).isTrue();
    }

    @Test
    void shouldCommitTheNextLoneCommandAtOnceToo() {
        // Given
        passes(Duration.ofSeconds(1));
        work(Duration.ofMillis(1));
        task.resetCommit();
        passes(Duration.ofMillis(8));
        looks();
        // When
        passes(Duration.ofMillis(10));
        work(Duration.ofMillis(1));
        // Then
        assertThat(task.committed()).isTrue();
    }

    @Test
    void shouldNotCommitAgainBeforeTheIntervalIsOver() {
        // Given
        commits();
        // When
        passes(Duration.ofMillis(9));
        work(Duration.ofMillis(1));
        // Then
        assertThat(task.committed()).isFalse();
    }

    @Test
    void shouldCommitWhatWasLeftWhenTheThreadHasRestedForTheInterval() {
        // Given
        commits();
        work(Duration.ofMillis(1));
        // When
        passes(Duration.ofMillis(10));
        looks();
        // Then
        assertThat(task.committed()).isTrue();
    }

    @Test
    void shouldNotCommitWhileTheThreadHasWorkAtHand() {
        // Given
        commits();
        // When
        for (int record = 0; record < 90; record++) {
            passes(Duration.ofNanos(1_000));
            work(Duration.ofMillis(1));
        }
        // Then
        assertThat(task.committed()).isFalse();
    }

    @Test
    void shouldCommitAfterTenIntervalsHoweverMuchWorkThereIs() {
        // Given
        commits();
        // When
        for (int record = 0; record < 100; record++) {
            passes(Duration.ofNanos(1_000));
            work(Duration.ofMillis(1));
        }
        // Then
        assertThat(task.committed()).isTrue();
    }

    @Test
    void shouldNotLeaveATransactionOpenForLongerThanASecond() {
        // Given
        CommitPacing slow = new CommitPacing(Duration.ofSeconds(1), () -> now);
        // When
        slow.work(task, () -> passes(Duration.ofMillis(1_000)));
        // Then
        assertThat(task.committed()).isTrue();
    }

    @Test
    void shouldLookForNothingOnceAllIsCommitted() {
        // Given
        work(Duration.ofMillis(1));
        // When
        passes(Duration.ofMillis(10));
        looks();
        looks();
        // Then
        assertThat(task.scheduledPunctuators())
                .isNotEmpty()
                .allMatch(MockProcessorContext.CapturedPunctuator::cancelled);
    }

    @Test
    void shouldLookForWorkOfATaskThatIsThereWhenAnotherIsClosed() {
        // Given
        commits();
        MockProcessorContext<Void, Void> closed = new MockProcessorContext<>();
        pacing.work(closed, () -> passes(Duration.ofMillis(1)));
        pacing.forget(closed);
        // When
        work(Duration.ofMillis(1));
        passes(Duration.ofMillis(10));
        looks();
        // Then
        assertThat(task.committed()).isTrue();
    }

    @Test
    void shouldLookNoMoreForATaskThatIsClosed() {
        // Given
        commits();
        work(Duration.ofMillis(1));
        // When
        pacing.forget(task);
        // Then
        assertThat(task.scheduledPunctuators())
                .isNotEmpty()
                .allMatch(MockProcessorContext.CapturedPunctuator::cancelled);
    }

    @Test
    void shouldLookAtTheLeastIntervalThatKafkaStreamsKnows() {
        // Given
        CommitPacing quick = new CommitPacing(Duration.ofMillis(1), () -> now);
        // When
        quick.work(task, () -> passes(Duration.ofNanos(1_000)));
        // Then
        assertThat(task.scheduledPunctuators())
                .singleElement()
                .satisfies(look -> assertThat(look.getInterval()).isEqualTo(Duration.ofMillis(1)));
    }

    @Test
    void shouldCountTheRestsBetweenWorkTogether() {
        // Given
        commits();
        // When
        for (int record = 0; record < 10; record++) {
            passes(Duration.ofMillis(1));
            work(Duration.ofMillis(5));
        }
        // Then
        assertThat(task.committed()).isTrue();
    }

    @Test
    void shouldNotTakeTheCommitItselfForARest() {
        // Given
        passes(Duration.ofSeconds(1));
        work(Duration.ofMillis(1));
        task.resetCommit();
        // When
        passes(Duration.ofMillis(100));
        work(Duration.ofMillis(1));
        // Then
        assertThat(task.committed()).isFalse();
    }

    /** Something was committed just now. */
    private void commits() {
        passes(Duration.ofSeconds(1));
        work(Duration.ofMillis(1));
        passes(Duration.ofMillis(5));
        work(Duration.ZERO);
        task.resetCommit();
    }

    private void looks() {
        task.scheduledPunctuators().stream()
                .filter(look -> !look.cancelled())
                .toList()
                .forEach(look -> look.getPunctuator().punctuate(0));
    }

    private void work(Duration time) {
        pacing.work(task, () -> passes(time));
    }

    private void passes(Duration time) {
        now += time.toNanos();
    }
}
