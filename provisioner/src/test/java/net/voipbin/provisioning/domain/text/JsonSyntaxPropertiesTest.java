package net.voipbin.provisioning.domain.text;

import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JsonSyntaxPropertiesTest {

    @Property(tries = 500)
    boolean shouldTakeEveryDocument(@ForAll("documents") String document) {
        // Then
        return JsonSyntax.wellFormed(document);
    }

    @Property(tries = 300)
    boolean shouldRefuseEveryDocumentThatIsCutShort(@ForAll("structures") String document) {
        // Then
        for (int length = 0; length < document.length(); length++) {
            if (JsonSyntax.wellFormed(document.substring(0, length))) {
                return false;
            }
        }
        return true;
    }

    @Property(tries = 300)
    boolean shouldRefuseTwoDocumentsInOne(@ForAll("structures") String one, @ForAll("structures") String other) {
        // Then
        return !JsonSyntax.wellFormed(one + other) && !JsonSyntax.wellFormed(one + "," + other);
    }

    @Property(tries = 500)
    boolean shouldTakeEveryTextAsItIsWrittenCanonically(@ForAll("texts") String text) {
        // Then
        return JsonSyntax.wellFormed(CanonicalJson.of(text));
    }

    @Property(tries = 1000)
    boolean shouldAnswerWhateverItIsGiven(@ForAll("noise") String text) {
        // When
        boolean wellFormed = JsonSyntax.wellFormed(text);
        // Then
        return !wellFormed || JsonSyntax.wellFormed("[" + text + "]");
    }

    @Provide
    Arbitrary<String> documents() {
        return Combinators.combine(space(), Arbitraries.lazyOf(this::scalars, this::structures), space())
                .as((before, value, after) -> before + value + after);
    }

    @Provide
    Arbitrary<String> structures() {
        return Arbitraries.lazyOf(this::strings, this::arrays, this::objects);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .ofMaxLength(20)
                .withCharRange('\u0001', '\ud7ff')
                .withChars('"', '\\', '\n', '\u001f');
    }

    /** Texts of the characters that matter to JSON, in any order. */
    @Provide
    Arbitrary<String> noise() {
        return Arbitraries.strings().withChars("{}[]\",:\\u0de1-+. tfn").ofMaxLength(12);
    }

    private Arbitrary<String> arrays() {
        return documents().list().ofMaxSize(3).map(elements -> "[" + String.join(",", elements) + "]");
    }

    private Arbitrary<String> objects() {
        return Combinators.combine(space(), strings(), space(), documents())
                .as((before, name, after, value) -> before + name + after + ":" + value)
                .list()
                .ofMaxSize(3)
                .map(members -> "{" + String.join(",", members) + "}");
    }

    private Arbitrary<String> scalars() {
        return Arbitraries.oneOf(Arbitraries.of("true", "false", "null"), numbers());
    }

    private Arbitrary<String> numbers() {
        Arbitrary<String> whole = Arbitraries.of("0", "-0", "1", "-20", "305");
        Arbitrary<String> fraction = Arbitraries.of("", ".0", ".50", ".007");
        Arbitrary<String> exponent = Arbitraries.of("", "e0", "E1", "e+07", "E-9");
        return Combinators.combine(whole, fraction, exponent).as((w, f, e) -> w + f + e);
    }

    private Arbitrary<String> strings() {
        Arbitrary<String> piece = Arbitraries.of(
                "a",
                " ",
                "é",
                "😀",
                "{",
                "]",
                ",",
                "\\\"",
                "\\\\",
                "\\/",
                "\\n",
                "\\u0009",
                "\\uABcd",
                "\\ud83d\\uDE00");
        return piece.list().ofMaxSize(5).map(pieces -> pieces.stream().collect(Collectors.joining("", "\"", "\"")));
    }

    private Arbitrary<String> space() {
        return Arbitraries.of("", "", "", " ", "\t", "\r\n");
    }
}
