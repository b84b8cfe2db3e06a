package net.voipbin.provisioning.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    private static final String LABEL_OF_63 = "d".repeat(63);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@x.io",
                "a@localhost",
                ".a@x.io",
                "a.b.c@x.io",
                "A9.!#$%&'*+/=?^_`{|}~-@x.io",
                "-@x.io",
                "a@1.2",
                "a@x--y.io",
                "a@X.IO",
            })
    void shouldAcceptWhatTheRuleAllows(String address) {
        // Then
        assertThat(EmailAddress.valid(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "@",
                "a@",
                "@x.io",
                "a@@x.io",
                "a@b@x.io",
                "a.@x.io",
                ".@x.io",
                "..a@x.io",
                "a..b@x.io",
                "a@x..io",
                "a@x.io.",
                "a@.x.io",
                "a@-x.io",
                "a@x-.io",
                "a@x.-io",
                "a@x.io-",
                "a@x_y.io",
                "a b@x.io",
                "a@x.io ",
                "a@x.io\n",
                "\"a\"@x.io",
                "a@[127.0.0.1]",
                "a(b)@x.io",
                "ä@x.io",
                "a@ä.io",
                "a\u0000@x.io",
                "a\uD800@x.io",
            })
    void shouldRefuseWhatTheRuleDoesNotAllow(String text) {
        // Then
        assertThat(EmailAddress.valid(text)).isFalse();
    }

    @Test
    void shouldAcceptALabelOf63LettersAndNoLonger() {
        // Then
        assertThat(EmailAddress.valid("a@" + LABEL_OF_63 + ".io")).isTrue();
        assertThat(EmailAddress.valid("a@x" + LABEL_OF_63 + ".io")).isFalse();
        assertThat(EmailAddress.valid("a@io." + LABEL_OF_63)).isTrue();
        assertThat(EmailAddress.valid("a@io.x" + LABEL_OF_63)).isFalse();
    }

    @Test
    void shouldAcceptAnAddressOf254CharactersAndNoLonger() {
        // Then
        assertThat(EmailAddress.valid("a".repeat(249) + "@x.io")).isTrue();
        assertThat(EmailAddress.valid("a".repeat(250) + "@x.io")).isFalse();
    }

    @Test
    void shouldCompareAddressesCaseInsensitively() {
        // Then
        assertThat(EmailAddress.comparable("Owner@ACME.example")).isEqualTo("owner@acme.example");
    }
}
