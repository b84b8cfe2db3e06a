package net.voipbin.provisioning.operations;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;

class ThreadReplacementTest {

    private static final Throwable DEFECT = new IllegalStateException("a defect");
    private static final Throwable OUTAGE =
            new StreamsException("processing failed", new TimeoutException("the registry is away"));

    private long nanos = Long.MAX_VALUE - Duration.ofSeconds(1).toNanos();
    private final ThreadReplacement replacement = new ThreadReplacement(() -> nanos);

    @Test
    void shouldReplaceAThreadUpToFiveTimesAMinute() {
        // When
        List<StreamThreadExceptionResponse> responses = die(DEFECT, 5);
        // Then
        assertThat(responses).containsOnly(REPLACE_THREAD);
    }

    @Test
    void shouldGiveUpAtTheSixthDeathWithinAMinute() {
        // Given
        die(DEFECT, 5);
        nanos += Duration.ofMinutes(1).toNanos();
        // When
        StreamThreadExceptionResponse response = replacement.handle(DEFECT);
        // Then
        assertThat(response).isEqualTo(SHUTDOWN_CLIENT);
    }

    @Test
    void shouldForgetDeathsOfMoreThanAMinuteAgo() {
        // Given
        die(DEFECT, 5);
        nanos += Duration.ofMinutes(1).plusMillis(1).toNanos();
        // When
        List<StreamThreadExceptionResponse> responses = die(DEFECT, 5);
        // Then
        assertThat(responses).containsOnly(REPLACE_THREAD);
    }

    @Test
    void shouldNeverGiveUpOverACauseThatPasses() {
        // When
        List<StreamThreadExceptionResponse> responses = die(OUTAGE, 100);
        // Then
        assertThat(responses).containsOnly(REPLACE_THREAD);
    }

    @Test
    void shouldNotCountPassingCausesAmongTheDeaths() {
        // Given
        die(OUTAGE, 100);
        // When
        List<StreamThreadExceptionResponse> responses = die(DEFECT, 6);
        // Then
        assertThat(responses.subList(0, 5)).containsOnly(REPLACE_THREAD);
        assertThat(responses.getLast()).isEqualTo(SHUTDOWN_CLIENT);
    }

    private List<StreamThreadExceptionResponse> die(Throwable cause, int times) {
        return Stream.generate(() -> replacement.handle(cause)).limit(times).toList();
    }
}
