package net.voipbin.provisioning.domain.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2idTest {

    private static final String COSTS = "$argon2id$v=19$m=19456,t=2,p=1";
    private static final String SALT = "$c2FsdHNhbHRzYWx0c2FsdA";
    private static final String HASH = "$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g";

    @ParameterizedTest
    @ValueSource(
            strings = {
                COSTS + SALT + HASH,
                "$argon2id$v=19$m=8,t=1,p=1" + SALT + HASH,
                "$argon2id$v=19$m=65536,t=10,p=16" + SALT + HASH,
                "$argon2id$v=19$m=128,t=1,p=16" + SALT + HASH,
                COSTS + "$/+AZaz09abc" + HASH
            })
    void shouldTakeAHashInTheFormOfArgon2id(String encoded) {
        // Then
        assertThat(Argon2id.flaw(encoded)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret-word",
                " " + COSTS + SALT + HASH,
                COSTS + SALT + HASH + "\n",
                COSTS + SALT,
                COSTS + SALT + HASH + SALT,
                "$argon2i$v=19$m=19456,t=2,p=1" + SALT + HASH,
                "$argon2d$v=19$m=19456,t=2,p=1" + SALT + HASH,
                "$argon2id$v=16$m=19456,t=2,p=1" + SALT + HASH,
                "$argon2id$m=19456,t=2,p=1" + SALT + HASH,
                "$argon2id$v=19$m=0,t=2,p=1" + SALT + HASH,
                "$argon2id$v=19$m=19456,t=0,p=1" + SALT + HASH,
                "$argon2id$v=19$m=19456,t=2,p=0" + SALT + HASH,
                "$argon2id$v=19$m=10000000,t=2,p=1" + SALT + HASH,
                "$argon2id$v=19$m=19456,t=1000,p=1" + SALT + HASH,
                "$argon2id$v=19$m=19456,t=2,p=1000" + SALT + HASH,
                "$argon2id$v=19$t=2,m=19456,p=1" + SALT + HASH,
                COSTS + "$c2FsdHNhbHRzYWx0c2FsdA==" + HASH,
                COSTS + "$c2FsdHNhbHRzYWx0c2Fsd-" + HASH,
                COSTS + SALT + "$aGFzaGhhc2hoYXNo_a"
            })
    void shouldRefuseEverythingElse(String encoded) {
        // Then
        assertThat(Argon2id.flaw(encoded)).hasValueSatisfying(rejection -> {
            assertThat(rejection.reason()).isEqualTo(Reason.INVALID_ARGUMENT);
            assertThat(rejection.details()).isEqualTo(Map.of("field", new Rejection.Detail.Text("password")));
            assertThat(rejection.message()).isEqualTo("password is no argon2id hash.");
        });
    }

    @ParameterizedTest
    @CsvSource({"10, false", "11, true", "12, true", "13, false", "86, true", "87, false", "88, false"})
    void shouldTakeSaltsOf8To64Bytes(int characters, boolean sound) {
        // Then
        assertThat(Argon2id.flaw(COSTS + "$" + "A".repeat(characters) + HASH).isEmpty())
                .isEqualTo(sound);
    }

    @ParameterizedTest
    @CsvSource({"5, false", "6, true", "7, true", "9, false", "86, true", "87, false", "88, false"})
    void shouldTakeHashesOf4To64Bytes(int characters, boolean sound) {
        // Then
        assertThat(Argon2id.flaw(COSTS + SALT + "$" + "A".repeat(characters)).isEmpty())
                .isEqualTo(sound);
    }

    @Test
    void shouldDecideQuicklyOnWhatIsVeryLong() {
        // Then
        assertThat(Argon2id.flaw(COSTS + "$" + "A".repeat(1_000_000) + HASH)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m=65537,t=1,p=1",
                "m=9999999,t=1,p=1",
                "m=65536,t=11,p=1",
                "m=65536,t=1,p=17",
                "m=7,t=1,p=1",
                "m=127,t=1,p=16"
            })
    void shouldRefuseCostsThatNobodyIsToBear(String costs) {
        // Then
        assertThat(Argon2id.flaw("$argon2id$v=19$" + costs + SALT + HASH)).hasValueSatisfying(rejection -> {
            assertThat(rejection.reason()).isEqualTo(Reason.INVALID_ARGUMENT);
            assertThat(rejection.details()).isEqualTo(Map.of("field", new Rejection.Detail.Text("password")));
            assertThat(rejection.message()).contains("64 MiB");
        });
    }
}
