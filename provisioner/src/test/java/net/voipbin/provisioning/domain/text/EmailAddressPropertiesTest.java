package net.voipbin.provisioning.domain.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.StringLength;

@Label("The rule for e-mail addresses")
class EmailAddressPropertiesTest {

    private static final String LETTERS_AND_DIGITS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final String LOCAL = LETTERS_AND_DIGITS + ".!#$%&'*+/=?^_`{|}~-";

    @Property
    void shouldAnswerForAnyTextWhatsoever(@ForAll @StringLength(max = 1_000) String text) {
        // Then
        assertThatCode(() -> EmailAddress.valid(text)).doesNotThrowAnyException();
    }

    @Property(tries = 5_000)
    void shouldAgreeWithTheRuleReadLetterByLetter(@ForAll("nearlyAddresses") String text) {
        // Then
        assertThat(EmailAddress.valid(text)).as(text).isEqualTo(allowed(text));
    }

    @Property(tries = 500)
    void shouldDecideQuicklyOnLongRepetitions(@ForAll("repetitions") String text) {
        // When
        long start = System.nanoTime();
        EmailAddress.valid(text);
        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    }

    @Property
    void shouldCallAddressesTheSameThatDifferInCaseOnly(@ForAll("nearlyAddresses") String text) {
        // Then
        assertThat(EmailAddress.comparable(upperCase(text))).isEqualTo(EmailAddress.comparable(text));
    }

    @Provide
    Arbitrary<String> nearlyAddresses() {
        Arbitrary<String> piece = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.of("a", "b", "Z", "0", "9", "x1")),
                Tuple.of(3, Arbitraries.of(".", "-", "@", "..", "a-b", "io")),
                Tuple.of(1, Arbitraries.of("`", "!", "~", "{", " ", "\"", "(", ",", "é", "\u0000", "\uD800", "K")),
                Tuple.of(1, Arbitraries.of("a".repeat(62), "b".repeat(63), "c".repeat(64), "d".repeat(120))));
        Arbitrary<String> part = piece.list().ofMinSize(1).ofMaxSize(5).map(pieces -> String.join("", pieces));
        return Arbitraries.oneOf(
                part,
                part.list().ofSize(2).map(parts -> String.join("@", parts)),
                part.list()
                        .ofMinSize(3)
                        .ofMaxSize(5)
                        .map(parts -> parts.get(0) + "@" + String.join(".", parts.subList(1, parts.size()))));
    }

    @Provide
    Arbitrary<String> repetitions() {
        return Arbitraries.of("a", "a.", ".a", "a-", "-", "@", "a@", "a@a.", "a@a-", "a@a.a", "a.a.a@")
                .flatMap(unit ->
                        Arbitraries.integers().between(1, 252 / unit.length()).map(unit::repeat))
                .flatMap(text -> Arbitraries.of("", "@", ".", "-", "!", "@x").map(end -> text + end));
    }

    private static String upperCase(String text) {
        return text.chars()
                .map(character -> character >= 'a' && character <= 'z' ? character - 32 : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean allowed(String text) {
        int at = text.indexOf('@');
        return at > 0
                && at == text.lastIndexOf('@')
                && text.length() <= 254
                && !text.contains("..")
                && allowedLocalPart(text.substring(0, at))
                && allowedDomain(text.substring(at + 1));
    }

    private static boolean allowedLocalPart(String part) {
        return !part.endsWith(".") && part.chars().allMatch(character -> LOCAL.indexOf(character) >= 0);
    }

    private static boolean allowedDomain(String domain) {
        for (String label : domain.split("\\.", -1)) {
            boolean sound = !label.isEmpty()
                    && label.length() <= 63
                    && !label.startsWith("-")
                    && !label.endsWith("-")
                    && label.chars().allMatch(character -> (LETTERS_AND_DIGITS + "-").indexOf(character) >= 0);
            if (!sound) {
                return false;
            }
        }
        return true;
    }
}
