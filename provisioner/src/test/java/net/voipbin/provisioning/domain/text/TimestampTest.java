package net.voipbin.provisioning.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTest {

    @Test
    void shouldAlwaysWriteSixDecimalsAndUtc() {
        // Then
        assertThat(Timestamp.format(Instant.parse("2026-11-24T12:00:00Z"))).isEqualTo("2026-11-24T12:00:00.000000Z");
        assertThat(Timestamp.format(Instant.parse("2026-11-24T12:00:00.000001Z")))
                .isEqualTo("2026-11-24T12:00:00.000001Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-24T12:00:00Z",
                "2026-11-24T12:00:00.000Z",
                "2026-11-24t12:00:00.000000z",
                "2026-11-24T13:00:00+01:00",
                "2026-11-24T12:00:00-00:00"
            })
    void shouldReadOneInstantInAllItsSpellings(String text) {
        // Then
        assertThat(Timestamp.parse(text)).contains(Instant.parse("2026-11-24T12:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "2026-11-24", "2026-11-24T12:00:00", "2026-13-24T12:00:00Z", "1764000000"})
    void shouldReadNothingElse(String text) {
        // Then
        assertThat(Timestamp.parse(text)).isEmpty();
    }
}
