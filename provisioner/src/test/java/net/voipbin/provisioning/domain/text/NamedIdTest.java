package net.voipbin.provisioning.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedIdTest {

    @Test
    void shouldReadAnIdInEitherCase() {
        // Given
        UUID id = UUID.fromString("0193b0a0-1111-7000-8000-00000000000a");
        // Then
        assertThat(NamedId.parse("0193b0a0-1111-7000-8000-00000000000a")).contains(id);
        assertThat(NamedId.parse("0193B0A0-1111-7000-8000-00000000000A")).contains(id);
    }

    @Test
    void shouldReadTheNilIdToo() {
        // Then
        assertThat(NamedId.parse("00000000-0000-0000-0000-000000000000")).contains(NamedId.NIL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1-1-1-1-1",
                "0193b0a0-1111-7000-8000-00000000000",
                "0193b0a0-1111-7000-8000-00000000000aa",
                "0193b0a011117000800000000000000a",
                "{0193b0a0-1111-7000-8000-00000000000a}",
                " 0193b0a0-1111-7000-8000-00000000000a",
                "0193b0a0-1111-7000-8000-00000000000g",
                "0193b0a0-1111-7000-8000-00000000000a\n"
            })
    void shouldReadNothingElse(String text) {
        // Then
        assertThat(NamedId.parse(text)).isEmpty();
    }
}
