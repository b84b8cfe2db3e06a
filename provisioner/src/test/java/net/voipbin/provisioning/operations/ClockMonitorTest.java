package net.voipbin.provisioning.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ClockMonitorTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private Instant wall = Instant.parse("2026-11-27T12:00:00Z");
    private long nanos = -1_000;
    private Duration standsStill = Duration.ZERO;
    private final List<Duration> alarms = new ArrayList<>();
    private final ClockMonitor monitor = new ClockMonitor(new SetClock(), () -> nanos, alarms::add);

    @AfterEach
    void close() {
        monitor.close();
    }

    @Test
    void shouldRaiseNoAlarmWhenTimePasses() {
        // When
        passes(Duration.ofDays(1));

        // Then
        assertThat(alarms).isEmpty();
    }

    @Test
    void shouldRaiseTheAlarmWhenTheClockIsSetBack() {
        // Given
        passes(SECOND);

        // When
        wall = wall.minus(Duration.ofMinutes(10));
        passes(SECOND);

        // Then
        assertThat(alarms).containsExactly(Duration.ofMinutes(10));
    }

    @Test
    void shouldRaiseTheAlarmWhenAClockThatWasAheadIsSetRight() {
        // Given
        wall = wall.plus(Duration.ofMinutes(2));
        passes(SECOND);
        assertThat(alarms).isEmpty();

        // When
        wall = wall.minus(Duration.ofMinutes(2));
        passes(SECOND);

        // Then
        assertThat(alarms).containsExactly(Duration.ofMinutes(2));
    }

    @Test
    void shouldRaiseNoAlarmWhenTheClockIsCorrected() {
        // When
        wall = wall.minus(ClockMonitor.CORRECTION);
        passes(SECOND);

        // Then
        assertThat(alarms).isEmpty();
    }

    @Test
    void shouldRaiseNoAlarmWhenTheProcessStandsStillBetweenTheTwoClocks() {
        // Given
        standsStill = Duration.ofMinutes(1);

        // When
        passes(SECOND);
        passes(SECOND);

        // Then
        assertThat(alarms).isEmpty();
    }

    private void passes(Duration time) {
        wall = wall.plus(time);
        nanos += time.toNanos();
        monitor.check();
    }

    private final class SetClock extends Clock {

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            Instant seen = wall;
            wall = wall.plus(standsStill);
            nanos += standsStill.toNanos();
            standsStill = Duration.ZERO;
            return seen;
        }
    }
}
