package net.voipbin.provisioning.recurrence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RecurrenceTest {

    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);
    private final Recurrence recurrence = new Recurrence(nanoTime::get);

    @Test
    void shouldCountWhatHappenedWhenItWasWithinAMinute() {
        // Given
        recurrence.record();
        pass(Duration.ofSeconds(30));
        recurrence.record();
        pass(Duration.ofSeconds(30));
        // When
        int times = recurrence.record();
        // Then
        assertThat(times).isEqualTo(3);
    }

    @Test
    void shouldForgetWhatHappenedWhenAMinuteHasPassed() {
        // Given
        recurrence.record();
        pass(Duration.ofSeconds(30));
        recurrence.record();
        pass(Duration.ofSeconds(30).plusNanos(1));
        // When
        int times = recurrence.record();
        // Then
        assertThat(times).isEqualTo(2);
    }

    private void pass(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }
}
