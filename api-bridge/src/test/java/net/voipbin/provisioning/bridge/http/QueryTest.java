package net.voipbin.provisioning.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

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

    @Test
    void shouldRefuseAMalformedEscape() {
        // When
        String malformed = "a=%zz";

        // Then
        assertThatThrownBy(() -> Query.parse(malformed)).isInstanceOf(ApiException.class);
    }
}
