package net.voipbin.provisioning.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import net.voipbin.provisioning.vocabulary.EncodedArgon2id.Costs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedArgon2idTest {

    private static final String SALT = "c2FsdHNhbHRzYWx0c2FsdA";
    private static final String HASH = "aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g";
    private static final String TEXT = "$argon2id$v=19$m=19456,t=2,p=1$" + SALT + "$" + HASH;

    @Test
    void shouldReadWhatItWrites() {
        // Given
        EncodedArgon2id encoded = new EncodedArgon2id(new Costs(19_456, 2, 1), SALT, HASH);

        // When
        String text = encoded.text();

        // Then
        assertThat(text).isEqualTo(TEXT);
        assertThat(EncodedArgon2id.parse(text)).contains(encoded);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "$argon2i$v=19$m=19456,t=2,p=1$" + SALT + "$" + HASH,
                "$argon2id$v=16$m=19456,t=2,p=1$" + SALT + "$" + HASH,
                "$argon2id$v=19$m=019456,t=2,p=1$" + SALT + "$" + HASH,
                "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$" + HASH,
                TEXT + "\n"
            })
    void shouldReadNoOtherForm(String text) {
        // When
        var encoded = EncodedArgon2id.parse(text);

        // Then
        assertThat(encoded).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "65536, 10, 16, true",
        "65537, 10, 16, false",
        "65536, 11, 16, false",
        "65536, 10, 17, false",
        "8, 1, 1, true",
        "7, 1, 1, false",
        "127, 1, 16, false"
    })
    void shouldBearCostsWithinTheBounds(int memoryKib, int passes, int lanes, boolean bearable) {
        // When
        Costs costs = new Costs(memoryKib, passes, lanes);

        // Then
        assertThat(costs.bearable()).isEqualTo(bearable);
    }

    @Test
    void shouldNotPrintSaltOrHash() {
        // Given
        EncodedArgon2id encoded = EncodedArgon2id.parse(TEXT).orElseThrow();

        // When
        String printed = encoded.toString();

        // Then
        assertThat(printed).doesNotContain(SALT).doesNotContain(HASH);
    }
}
