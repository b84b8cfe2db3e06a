package net.voipbin.provisioning.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {

    @Test
    void shouldDecodeAndTakeTheFirstOfARepeatedParameter() {
        // When
        Query query = Query.parse("a=%2B1&a=2&b&c=");

        // Then
        assertThat(query.find("a")).hasValue("+1");
        assertThat(query.find("b")).hasValue("");
        assertThat(query.findFilled("c")).isEmpty();
        assertThat(query.find("d")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%zz", "a=%4", "%=b", "a=%ff", "a=%C0%80", "a=\u0000", "a=\u00e9", "a=b c"})
    void shouldRefuseWhatIsNoEscapedText(String malformed) {
        // Then
        assertThatThrownBy(() -> Query.parse(malformed)).isInstanceOf(ApiException.class);
    }
}
