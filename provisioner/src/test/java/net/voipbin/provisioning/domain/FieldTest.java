package net.voipbin.provisioning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldTest {

    private static final String ONE_CODE_POINT_OF_TWO_CHARS = "\uD83D\uDCDE";

    @Test
    void shouldCountLengthsInCodePoints() {
        // Then
        assertThat(Field.text("name", ONE_CODE_POINT_OF_TWO_CHARS.repeat(255), 255))
                .isEmpty();
        assertThat(Field.text("name", ONE_CODE_POINT_OF_TWO_CHARS.repeat(256), 255))
                .isPresent();
    }

    @Test
    void shouldAcceptAnyOtherText() {
        // Then
        assertThat(Field.text("detail", "", 0)).isEmpty();
        assertThat(Field.text("detail", "\uD7FF\uE000", 100)).isEmpty();
        assertThat(Field.text("detail", "Zeile 1\r\n\tline 2 \u0001 ﷽ ", 100)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000",
                "a\u0000b",
                "\uD800",
                "\uDFFF",
                "\uD83D",
                "\uDCDE",
                "a\uD83Db",
                "\uDCDE\uD83D",
                "\uD83D\uD83D\uDCDE"
            })
    void shouldRefuseNulAndLoneSurrogatesInTexts(String text) {
        // Then
        assertThat(Field.text("name", text, 255)).hasValueSatisfying(rejection -> {
            assertThat(rejection.reason()).isEqualTo(Reason.INVALID_ARGUMENT);
            assertThat(rejection.details()).isEqualTo(Map.of("field", new Rejection.Detail.Text("name")));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+10", "+49301234567", "+123456789012345"})
    void shouldAcceptNoPhoneNumberOrOneOfE164Form(String number) {
        // Then
        assertThat(Field.phoneNumber("phone_number", number)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+",
                "+1",
                "+0123",
                "1234567",
                "+1234567890123456",
                "+1 555",
                "+1-555",
                "++1555",
                "+1555\n",
                "+１２３４"
            })
    void shouldRefuseAPhoneNumberOfAnotherForm(String number) {
        // Then
        assertThat(Field.phoneNumber("phone_number", number))
                .hasValueSatisfying(rejection -> assertThat(rejection.reason()).isEqualTo(Reason.INVALID_ARGUMENT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://localhost",
                "https://acme.example:8443/hook?a=b#c",
                "HTTPS://ACME.EXAMPLE/",
                "http://[::1]:8080/",
                "http://hook_1:8080/",
                "http://user:word@acme.example/"
            })
    void shouldAcceptNoUriOrAnHttpOne(String uri) {
        // Then
        assertThat(Field.httpUri("webhook_uri", uri)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "acme.example",
                "/hook",
                "//acme.example/hook",
                "ftp://acme.example/",
                "mailto:a@x.io",
                "http:acme.example",
                "http:/hook",
                "http://",
                "http:///hook",
                "http://:80/",
                "https://acme.example/a b",
                "https://acme.example/%zz",
                "https://acme.example/\uD800",
                "https://acme.example/\u0000"
            })
    void shouldRefuseWhatIsNoHttpUri(String uri) {
        // Then
        assertThat(Field.httpUri("webhook_uri", uri))
                .hasValueSatisfying(rejection -> assertThat(rejection.reason()).isEqualTo(Reason.INVALID_ARGUMENT));
    }

    @Test
    void shouldAcceptAUriOf1023CharactersAndNoLonger() {
        // Given
        String start = "http://acme.example/";
        String longest = start + "x".repeat(1_023 - start.length());
        // Then
        assertThat(Field.httpUri("webhook_uri", longest)).isEmpty();
        assertThat(Field.httpUri("webhook_uri", longest + "x")).isPresent();
    }

    @Test
    void shouldRefuseAnEmailThatIsNone() {
        // Then
        assertThat(Field.email("email", "a@x.io")).isEmpty();
        assertThat(Field.email("email", ""))
                .contains(new Rejection(
                        Reason.INVALID_EMAIL,
                        "email is not an e-mail address.",
                        Map.of("field", new Rejection.Detail.Text("email"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ann", "guest-1@guest.invalid", "ann@acme.INVALID", "ann@a.b.InVaLiD"})
    void shouldRefuseAUsernameThatIsNoEmailOrOfTheDomainOfGuests(String username) {
        // Then
        assertThat(Field.username("username", username))
                .hasValueSatisfying(
                        rejection -> assertThat(rejection.reason()).isEqualTo(Reason.INVALID_USERNAME_FORMAT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann@acme.example",
                "ann@invalid.example",
                "ann.invalid@acme.example",
                "ann@invalid",
                "ann@acme.notinvalid"
            })
    void shouldAcceptAUsernameThatIsAnEmailOfAnotherDomain(String username) {
        // Then
        assertThat(Field.username("username", username)).isEmpty();
    }

    @Test
    void shouldTellTheFirstFlawOfSeveral() {
        // Then
        assertThat(Field.firstFlaw(
                        Field.text("name", "Acme", 255), Field.invalid("a", "is bad."), Field.invalid("b", "is bad.")))
                .isEqualTo(Field.invalid("a", "is bad."));
    }
}
