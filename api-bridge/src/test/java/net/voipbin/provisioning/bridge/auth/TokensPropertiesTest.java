package net.voipbin.provisioning.bridge.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.voipbin.provisioning.settings.Secret;

@Label("Whatever comes as a token")
class TokensPropertiesTest {

    private static final String KEY = "a".repeat(64);
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Tokens TOKENS =
            new Tokens(new Secret(KEY), Duration.ofHours(1), Clock.fixed(NOW, ZoneOffset.UTC));
    private static final UUID ID = UUID.fromString("11111111-1111-4111-8111-111111111111");
    private static final String SOUND = TOKENS.issue(ID, ID, 7);

    @Property(tries = 2_000)
    void shouldNotFailWhenAnOddTokenIsSignedWithTheRightKey(
            @ForAll("headers") String header, @ForAll("claims") String claims) {
        // Given
        String token = signed(header, claims);

        // Then
        assertThatCode(() -> TOKENS.verify(token)).doesNotThrowAnyException();
        assertThatCode(() -> TOKENS.verify(base64(header) + "." + base64(claims) + "."))
                .doesNotThrowAnyException();
    }

    @Property(tries = 2_000)
    void shouldSpeakForNobodyWhenACharacterOfATokenIsChanged(
            @ForAll("places") int place, @ForAll("characters") String character) {
        // Given
        String token = SOUND.substring(0, place) + character + SOUND.substring(place + 1);

        // Then
        if (!token.equals(SOUND)) {
            assertThat(TOKENS.verify(token)).isEmpty();
        }
    }

    @Property(tries = 500)
    void shouldSpeakForNobodyWhenATokenIsNotWhole(@ForAll("places") int length) {
        // Then
        assertThat(TOKENS.verify(SOUND.substring(0, length))).isEmpty();
        assertThat(TOKENS.verify(SOUND.substring(length + 1))).isEmpty();
    }

    @Provide
    Arbitrary<Integer> places() {
        // The last character of an HS256 signature holds two bits that mean nothing.
        return Arbitraries.integers().between(0, SOUND.length() - 2);
    }

    @Provide
    Arbitrary<String> characters() {
        return Arbitraries.of("A", "z", "0", "-", "_", ".", "=", "+", "/", " ", "\0", "é", "\uD83D", "");
    }

    @Provide
    Arbitrary<String> headers() {
        Arbitrary<String> members = Combinators.combine(
                        Arbitraries.of("alg", "typ", "crit", "cty", "b64", "zip", "kid", "jwk", "x5c", "enc", "iat"),
                        values())
                .as(TokensPropertiesTest::member);
        Arbitrary<String> more = members.list()
                .ofMaxSize(3)
                .map(list -> "{\"alg\":\"HS256\""
                        + list.stream().map(member -> "," + member).reduce("", String::concat) + "}");
        return Arbitraries.oneOf(Arbitraries.just("{\"alg\":\"HS256\"}"), more, values());
    }

    @Provide
    Arbitrary<String> claims() {
        Arbitrary<String> members = Combinators.combine(
                        Arbitraries.of(
                                "agent_id", "customer_id", "delegated_by", "password", "exp", "iat", "nbf", "aud", "x"),
                        values())
                .as(TokensPropertiesTest::member);
        return Arbitraries.oneOf(members.list().ofMaxSize(6).map(list -> "{" + String.join(",", list) + "}"), values());
    }

    private static Arbitrary<String> values() {
        return Arbitraries.of(
                "null",
                "true",
                "0",
                "-1",
                "1.5",
                "1e400",
                "99999999999",
                "9223372036854775808",
                "\"\"",
                "\"none\"",
                "\"HS256\"",
                "\"7\"",
                "\"" + ID + "\"",
                "[]",
                "[null]",
                "[\"exp\"]",
                "{}",
                "{\"a\":null}",
                "",
                " ",
                "x",
                "{",
                "\"",
                "\0",
                "[".repeat(700));
    }

    private static String member(String name, String value) {
        return "\"" + name + "\":" + value;
    }

    private static String signed(String header, String claims) {
        String signed = base64(header) + "." + base64(claims);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] signature = mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
