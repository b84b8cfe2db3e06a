package net.voipbin.provisioning.bridge.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {

    @ParameterizedTest
    @Timeout(3)
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ }|{}",
                "{\"b\": 1, \"a\": [ true , null ]}|{\"a\":[true,null],\"b\":1}",
                "{\"a\": 1.0}|{\"a\":1}",
                "{\"a\": 1e2}|{\"a\":100}",
                "{\"a\": -0}|{\"a\":0}",
                "{\"a\": -0.0}|{\"a\":0}",
                "{\"a\": 0.10}|{\"a\":0.1}",
                "{\"a\": 1E+100}|{\"a\":1E+100}",
                "{\"a\": 10e30000000}|{\"a\":1E+30000001}",
                "{\"a\": 10e-2147483647}|{\"a\":1E-2147483646}",
                "{\"a\": 0e30000000}|{\"a\":0}",
                "{\"a\": 9223372036854775808}|{\"a\":9223372036854775808}",
                "{\"a\": \"\\u0041\\/\"}|{\"a\":\"A/\"}",
                "{\"a\": \"\\u0000\\u001f\\n\\\"\"}|{\"a\":\"\\u0000\\u001f\\n\\\"\"}",
                "{\"a\": \"\\ud83d\\ude00\"}|{\"a\":\"😀\"}",
                "{\"a\": \"\\ud83d\"}|{\"a\":\"\\ud83d\"}"
            })
    void shouldGiveEqualValuesOneText(String json, String canonical) {
        // When
        String text = CanonicalJson.of(StrictJson.parseObject(json.getBytes(StandardCharsets.UTF_8)));

        // Then
        assertThat(text).isEqualTo(canonical);
    }
}
