package net.voipbin.provisioning.bridge.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
    void freeJsonHoldsNoTextThatCannotBeKept(String body) {
        // Given
        Form form = form(body);

        // When
        assertThatThrownBy(() -> form.free("option"))
                // Then
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.error().reason()).isEqualTo(Reason.INVALID_ARGUMENT));
    }

    @Test
    void freeJsonIsWhatItIs() {
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
