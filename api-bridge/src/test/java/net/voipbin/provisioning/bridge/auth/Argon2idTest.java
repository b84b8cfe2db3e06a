package net.voipbin.provisioning.bridge.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.voipbin.provisioning.vocabulary.EncodedArgon2id;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2idTest {

    private static final String COSTS = "$argon2id$v=19$m=256,t=2,p=1";
    private static final String SALT = "$c29tZXNhbHQ";
    private static final String HASH = "$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

    /** Of the reference implementation's own tests. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
            })
    void shouldMatchWhatTheReferenceImplementationMakes(String encoded) {
        // Given
        Argon2id hash = Argon2id.parse(encoded).orElseThrow();

        // Then
        assertThat(hash.matches("password")).isTrue();
        assertThat(hash.matches("differentpassword")).isFalse();
        assertThat(hash.text()).isEqualTo(encoded);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "password",
                COSTS + SALT,
                COSTS + SALT + HASH + "\n",
                "$argon2i$v=19$m=256,t=2,p=1" + SALT + HASH,
                "$argon2id$v=16$m=256,t=2,p=1" + SALT + HASH,
                "$argon2id$v=19$m=0,t=2,p=1" + SALT + HASH,
                "$argon2id$v=19$m=256,t=0,p=1" + SALT + HASH,
                "$argon2id$v=19$m=256,t=2,p=0" + SALT + HASH,
                "$argon2id$v=19$m=-1,t=2,p=1" + SALT + HASH,
                "$argon2id$v=19$m=7,t=2,p=1" + SALT + HASH,
                "$argon2id$v=19$m=127,t=2,p=16" + SALT + HASH,
                "$argon2id$v=19$m=65537,t=2,p=1" + SALT + HASH,
                "$argon2id$v=19$m=9999999,t=999,p=255" + SALT + HASH,
                "$argon2id$v=19$m=99999999999,t=2,p=1" + SALT + HASH,
                "$argon2id$v=19$m=256,t=11,p=1" + SALT + HASH,
                "$argon2id$v=19$m=256,t=2,p=17" + SALT + HASH,
                COSTS + "$c29tZXNhb" + HASH,
                COSTS + "$c2FsdA" + HASH,
                COSTS + "$" + HASH,
                COSTS + SALT + "$AAAA",
                COSTS + SALT + "$nf65EOgLr",
                COSTS + SALT + "$"
            })
    void shouldTakeNothingElseForAHash(String encoded) {
        // Then
        assertThat(Argon2id.parse(encoded)).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"11, true", "13, false", "86, true", "87, false"})
    void shouldTakeSaltsOf8To64Bytes(int characters, boolean sound) {
        // Then
        assertThat(Argon2id.parse(COSTS + "$" + "A".repeat(characters) + HASH).isPresent())
                .isEqualTo(sound);
    }

    @Test
    void shouldComputeTheDearestThatIsTaken() {
        // Given
        EncodedArgon2id.Costs costs = new EncodedArgon2id.Costs(65_536, 10, 16);

        // When
        Argon2id hash = Argon2id.of("password", costs, new byte[8], 4);

        // Then
        assertThat(Argon2id.parse(hash.text()).orElseThrow().matches("password"))
                .isTrue();
    }

    @Test
    void shouldNotShowItsHash() {
        // When
        String text = Argon2id.parse(COSTS + SALT + HASH).orElseThrow().toString();

        // Then
        assertThat(text).doesNotContain("nf65EOgL", "c29tZXNhbHQ");
    }
}
