package net.voipbin.provisioning.bridge.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"option\": \"\\ud800\"}",
                "{\"option\": [[\"a\", \"\\udc00b\"]]}",
                "{\"option\": {\"a\": {\"b\": \"\\u0000\"}}}",
                "{\"option\": {\"a\\u0000\": 1}}"
            })
    void shouldRefuseFreeJsonWhenItHoldsATextThatCannotBeKept(String body) {
        // Given
        Form form = form(body);

        // When
        assertThatThrownBy(() -> form.free("option"))
                // Then
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.error().reason()).isEqualTo(Reason.INVALID_ARGUMENT));
    }

    @ParameterizedTest
    @Timeout(3)
    @ValueSource(
            strings = {"9223372036854775808", "1e19", "1e30000000", "1e2147483647", "1e-30000000", "-1e30000000", "0.5"
            })
    void shouldRefuseWhatIsNoWholeNumberOf64BitsWithoutWritingItOut(String number) {
        // Given
        Form form = form("{\"expire\": %s}".formatted(number));

        // When
        assertThatThrownBy(() -> form.whole("expire"))
                // Then
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.error().reason()).isEqualTo(Reason.INVALID_ARGUMENT));
    }

    @ParameterizedTest
    @CsvSource({"9.223372036854775807e18,9223372036854775807", "-9223372036854775808,-9223372036854775808", "0e99,0"})
    void shouldTakeAWholeNumberHoweverItIsWritten(String number, long value) {
        // When
        Optional<Long> whole = form("{\"expire\": %s}".formatted(number)).whole("expire");

        // Then
        assertThat(whole).contains(value);
    }

    @Test
    void shouldKeepFreeJsonAsItIs() {
        // Given
        Form form = form("{\"option\": {\"a\": [1.10, null, \"\\ud83d\\ude00\"]}}");

        // When
        String option = form.free("option").orElseThrow().toString();

        // Then
        assertThat(option).isEqualTo("{\"a\":[1.10,null,\"\uD83D\uDE00\"]}");
    }

    private static Form form(String body) {
        return new Form(StrictJson.parseObject(body.getBytes(StandardCharsets.UTF_8)));
    }
}
