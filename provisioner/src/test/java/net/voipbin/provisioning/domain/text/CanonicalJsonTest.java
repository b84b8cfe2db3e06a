package net.voipbin.provisioning.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

    @Test
    void shouldEscapeNoMoreThanItMust() {
        // Then
        assertThat(CanonicalJson.of("a\"b\\c/d é \uD83D\uDCDE")).isEqualTo("\"a\\\"b\\\\c/d é \uD83D\uDCDE\"");
    }

    @Test
    void shouldEscapeControlCharactersInTheirShortestForm() {
        // Then
        assertThat(CanonicalJson.of("\b\f\n\r\t\u0000\u001f \u007f"))
                .isEqualTo("\"\\b\\f\\n\\r\\t\\u0000\\u001f \u007f\"");
    }

    @Test
    void shouldWriteBooleansAsJsonDoes() {
        // Then
        assertThat(CanonicalJson.of(true)).isEqualTo("true");
        assertThat(CanonicalJson.of(false)).isEqualTo("false");
    }
}
