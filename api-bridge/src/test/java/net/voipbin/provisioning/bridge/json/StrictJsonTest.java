package net.voipbin.provisioning.bridge.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "1",
                "\"text\"",
                "{",
                "{}}",
                "{} x",
                "{}{}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":{\"b\":1,\"b\":2}}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{\"a\":1,}",
                "/**/{}",
                "{\"a\":1e99999999999}",
                "{\"a\":\"\t\"}"
            })
    void shouldRefuseWhatIsNotOneJsonObject(String body) {
        // When
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);

        // Then
        assertRefused(bytes);
    }

    @Test
    void shouldRefuseBytesThatAreNotUtf8() {
        // When
        byte[] bytes = {'{', '"', 'a', '"', ':', '"', (byte) 0xC3, '"', '}'};

        // Then
        assertRefused(bytes);
    }

    @Test
    void shouldTakeAHundredLevelsAndNotOneMore() {
        // When
        ObjectNode deep = StrictJson.parseObject(nested(100));

        // Then
        assertThat(deep).isNotNull();
        assertRefused(nested(101));
    }

    private static byte[] nested(int levels) {
        String body = "{\"a\":" + "[".repeat(levels - 1) + "]".repeat(levels - 1) + "}";
        return body.getBytes(StandardCharsets.UTF_8);
    }

    private static void assertRefused(byte[] body) {
        assertThatThrownBy(() -> StrictJson.parseObject(body))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.error().reason()).isEqualTo(Reason.INVALID_JSON_BODY));
    }
}
