package net.voipbin.provisioning.bridge.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.Reason;
import net.voipbin.provisioning.bridge.json.Form;
import net.voipbin.provisioning.bridge.json.StrictJson;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsdTest {

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "0e30000000,0",
        "0e-30000000,0",
        "0.000001,1",
        "1.50,1500000",
        "1e3,1000000000",
        "9223372036854.775807,9223372036854775807"
    })
    void shouldTakeDollarsExactToTheMicro(String dollars, long micros) {
        // When
        long amount = Usd.micros(form(dollars), "balance");

        // Then
        assertThat(amount).isEqualTo(micros);
    }

    @ParameterizedTest
    @Timeout(3)
    @ValueSource(
            strings = {
                "-1",
                "0.0000001",
                "9223372036854.775808",
                "10000000000000",
                "1e30000000",
                "1e2147483647",
                "1e-30000000",
                "1e-2147483647"
            })
    void shouldRefuseWhatIsNoSuchAmountWithoutWritingItOut(String dollars) {
        // Given
        Form form = form(dollars);

        // When
        assertThatThrownBy(() -> Usd.micros(form, "balance"))
                // Then
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.error().reason()).isEqualTo(Reason.INVALID_ARGUMENT));
    }

    private static Form form(String dollars) {
        return new Form(
                StrictJson.parseObject("{\"balance\": %s}".formatted(dollars).getBytes(StandardCharsets.UTF_8)));
    }
}
