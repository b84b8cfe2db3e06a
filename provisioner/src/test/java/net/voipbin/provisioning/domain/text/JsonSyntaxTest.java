package net.voipbin.provisioning.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSyntaxTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{ }",
                "[ ]",
                "\"\"",
                "true",
                "false",
                "null",
                "0",
                "-0",
                "7",
                "1234567890",
                "-12.034",
                "0.5",
                "1e5",
                "1E+05",
                "10.2e-30",
                "1e999999",
                " \t\r\n1 \t\r\n",
                "{\"a\":1}",
                "{ \"a\" : 1 , \"b\" : [ true , null ] }",
                "[[],{},[{}]]",
                "{\"\":\"\"}",
                "{\"a\":1,\"a\":2}",
                "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
                "\"\\u0001\\u00e9\\uABCD\\uFFFF\\ud7ff\\ue000\"",
                "\"\\ud83d\\ude00\"",
                "\"\\uD800\\uDC00\\uDBFF\\uDFFF\"",
                "\"é😀\u007f\u2028\"",
                "\"{[,:]}\"",
                "\" a b \""
            })
    void shouldTakeWhatRfc8259Allows(String text) {
        // Then
        assertThat(JsonSyntax.wellFormed(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[",
                "]",
                "[1",
                "[1,",
                "[1,]",
                "[,]",
                "[,1]",
                "[1 2]",
                "[1]]",
                "[1}",
                "{]",
                "{1:2}",
                "{a:1}",
                "{\"a\"}",
                "{\"a\" 1}",
                "{\"a\":}",
                "{\"a\":1",
                "{\"a\":1,}",
                "{,}",
                "{:1}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":1}}",
                "{\"a\"::1}",
                "{'a':1}",
                "\"",
                "\"a",
                "\"a\"b",
                "\"\\\"",
                "\"\\x\"",
                "\"\\'\"",
                "\"\\",
                "\"\\u\"",
                "\"\\u12\"",
                "\"\\u123g\"",
                "\"\\u12 4\"",
                "\"\\U0041\"",
                "\"\\u00\u0661\u0661\"",
                "\"\\u004",
                "\"a\tb\"",
                "\"a\nb\"",
                "\"a\u001fb\"",
                "\"a\0b\"",
                "True",
                "tru",
                "truee",
                "nul",
                "NaN",
                "Infinity",
                "-",
                "+1",
                "01",
                "-01",
                "1.",
                ".5",
                "1.e5",
                "1e",
                "1e+",
                "1e+-5",
                "1e5.0",
                "0x10",
                "1_000",
                "--1",
                "\u0661",
                "1,2",
                "1 2",
                "// a\n1",
                "1 /* a */",
                "\u00a01",
                "\ufeff1",
                "\u000b1",
                "1\0",
                "\0"
            })
    void shouldRefuseWhatRfc8259DoesNotAllow(String text) {
        // Then
        assertThat(JsonSyntax.wellFormed(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\\u0000\"",
                "{\"\\u0000\":1}",
                "\"\\ud800\"",
                "\"\\ud800a\"",
                "\"\\ud800dc00\"",
                "\"\\udbff\\n\"",
                "\"\\ud800\\ud800\"",
                "\"\\ud800\\ue000\"",
                "\"\\ud800\\udbff\"",
                "\"\\ud800\\u\"",
                "\"\\ud800\\\"",
                "\"\\udc00\"",
                "\"\\udfff\\ud800\"",
                "\"\\uDC00\\uDC00\""
            })
    void shouldRefuseEscapesThatNoTextCanHold(String text) {
        // Then
        assertThat(JsonSyntax.wellFormed(text)).isFalse();
    }

    @Test
    void shouldTakeAHundredLevelsAndNotOneMore() {
        // Then
        assertThat(JsonSyntax.wellFormed("[".repeat(100) + "]".repeat(100))).isTrue();
        assertThat(JsonSyntax.wellFormed("[".repeat(101) + "]".repeat(101))).isFalse();
        assertThat(JsonSyntax.wellFormed("{\"a\":".repeat(100) + "1" + "}".repeat(100)))
                .isTrue();
        assertThat(JsonSyntax.wellFormed("{\"a\":".repeat(101) + "1" + "}".repeat(101)))
                .isFalse();
        assertThat(JsonSyntax.wellFormed("[{\"a\":".repeat(50) + "1" + "}]".repeat(50)))
                .isTrue();
        assertThat(JsonSyntax.wellFormed("[{\"a\":".repeat(50) + "[]" + "}]".repeat(50)))
                .isFalse();
    }

    @Test
    void shouldCountLevelsAndNotElements() {
        // Then
        assertThat(JsonSyntax.wellFormed("[" + "[],{},".repeat(1_000) + "0]")).isTrue();
    }

    @Test
    void shouldReadAMebibyteWithoutRecursionInItsLength() {
        // Then
        assertThat(JsonSyntax.wellFormed("\"" + "\\n".repeat(500_000) + "\"")).isTrue();
        assertThat(JsonSyntax.wellFormed("[".repeat(1_000_000))).isFalse();
        assertThat(JsonSyntax.wellFormed(" ".repeat(1_000_000) + "1")).isTrue();
    }
}
