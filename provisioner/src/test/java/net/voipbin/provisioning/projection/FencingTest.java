package net.voipbin.provisioning.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class FencingTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void whoIsFencedForTheFourthTimeWithinAMinuteHasANamesake() {
        // Given
        Fencing fencing = new Fencing();
        boolean third = fencing.isNamesake(NOW) | fencing.isNamesake(NOW.plus(SECOND)) | fencing.isNamesake(NOW);
        // When
        boolean fourth = fencing.isNamesake(NOW.plusSeconds(60));
        // Then
        assertThat(third).isFalse();
        assertThat(fourth).isTrue();
    }

    @Test
    void whatIsMoreThanAMinuteAgoIsForgotten() {
        // Given
        Fencing fencing = new Fencing();
        fencing.isNamesake(NOW);
        fencing.isNamesake(NOW);
        fencing.isNamesake(NOW);
        // When
        boolean later = fencing.isNamesake(NOW.plusSeconds(61));
        // Then
        assertThat(later).isFalse();
    }
}
