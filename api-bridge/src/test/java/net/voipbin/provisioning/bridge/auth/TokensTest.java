package net.voipbin.provisioning.bridge.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import net.voipbin.provisioning.settings.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {

    private static final String KEY = "a".repeat(64);
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final UUID CUSTOMER = UUID.randomUUID();
    private static final UUID AGENT = UUID.randomUUID();

    private static Tokens tokens(String key, Instant now) {
        return new Tokens(new Secret(key), Duration.ofHours(1), Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void shouldTellWhomATokenSpeaksFor() {
        // When
        String token = tokens(KEY, NOW).issue(CUSTOMER, AGENT);

        // Then
        assertThat(tokens(KEY, NOW.plusSeconds(3_599)).verify(token))
                .hasValue(new Tokens.Identity(AGENT, CUSTOMER, Optional.empty(), OptionalLong.empty()));
    }

    @Test
    void shouldTellForWhichPasswordATokenWasIssued() {
        // When
        String token = tokens(KEY, NOW).issue(CUSTOMER, AGENT, 17);

        // Then
        assertThat(tokens(KEY, NOW).verify(token).map(Tokens.Identity::password))
                .hasValue(OptionalLong.of(17));
    }

    @Test
    void shouldTellWhoActsThroughADelegatedToken() {
        // Given
        UUID superAdmin = UUID.randomUUID();

        // When
        String token = tokens(KEY, NOW).issueDelegated(CUSTOMER, AGENT, superAdmin);

        // Then
        assertThat(tokens(KEY, NOW).verify(token).flatMap(Tokens.Identity::delegatedBy))
                .hasValue(superAdmin);
    }

    @Test
    void shouldRefuseAnExpiredToken() {
        // When
        String token = tokens(KEY, NOW).issue(CUSTOMER, AGENT);

        // Then
        assertThat(tokens(KEY, NOW.plusSeconds(3_600)).verify(token)).isEmpty();
    }

    @Test
    void shouldRefuseATokenOfAnotherKey() {
        // When
        String token = tokens("b".repeat(64), NOW).issue(CUSTOMER, AGENT);

        // Then
        assertThat(tokens(KEY, NOW).verify(token)).isEmpty();
    }

    @Test
    void shouldRefuseATokenThatIsNotSigned() {
        // When
        String token = new PlainJWT(claims().build()).serialize();

        // Then
        assertThat(tokens(KEY, NOW).verify(token)).isEmpty();
    }

    @Test
    void shouldRefuseAnotherAlgorithmThanHs256EvenWithTheRightKey() throws JOSEException {
        // When
        String token = signed(JWSAlgorithm.HS512, claims().build());

        // Then
        assertThat(tokens(KEY, NOW).verify(token)).isEmpty();
    }

    @Test
    void shouldRefuseATokenThatNeverExpiresOrWhoseSuperAdminIsNoId() throws JOSEException {
        // When
        String endless =
                signed(JWSAlgorithm.HS256, claims().expirationTime(null).build());
        String odd =
                signed(JWSAlgorithm.HS256, claims().claim("delegated_by", "me").build());
        String sound = signed(JWSAlgorithm.HS256, claims().build());

        // Then
        assertThat(tokens(KEY, NOW).verify(endless)).isEmpty();
        assertThat(tokens(KEY, NOW).verify(odd)).isEmpty();
        assertThat(tokens(KEY, NOW).verify(sound)).isPresent();
    }

    @Test
    void shouldTellTheSuperAdminsPasswordOfADelegatedToken() {
        // When
        String token = tokens(KEY, NOW).issueDelegated(CUSTOMER, AGENT, UUID.randomUUID(), OptionalLong.of(17));

        // Then
        assertThat(tokens(KEY, NOW).verify(token).map(Tokens.Identity::password))
                .hasValue(OptionalLong.of(17));
    }

    static Stream<JWTClaimsSet.Builder> oddClaims() {
        return Stream.of(
                claims().claim("agent_id", null),
                claims().claim("customer_id", null),
                claims().claim("agent_id", 7),
                claims().claim("agent_id", List.of(AGENT.toString())),
                claims().claim("agent_id", Map.of()),
                claims().claim("customer_id", true),
                claims().claim("customer_id", ""),
                claims().claim("delegated_by", 7),
                claims().claim("delegated_by", List.of()),
                claims().claim("password", "7"),
                claims().claim("password", List.of(7)),
                claims().claim("exp", "tomorrow"),
                claims().claim("exp", List.of()));
    }

    @ParameterizedTest
    @MethodSource("oddClaims")
    void shouldRefuseASignedTokenThatDoesNotSayWhomItSpeaksFor(JWTClaimsSet.Builder claims) throws JOSEException {
        // Then
        assertThat(tokens(KEY, NOW).verify(signed(JWSAlgorithm.HS256, claims.build())))
                .isEmpty();
    }

    /** Clocks of bridges differ: the one that issued it may be ahead of the one that is asked. */
    @Test
    void shouldTakeATokenThatAClockAheadIssued() {
        // When
        String token = tokens(KEY, NOW.plusSeconds(60)).issue(CUSTOMER, AGENT);

        // Then
        assertThat(tokens(KEY, NOW).verify(token)).isPresent();
    }

    @Test
    void shouldNotLookAtWhatIsLongerThanAnyTokenOfOurs() throws JOSEException {
        // When
        String token = signed(
                JWSAlgorithm.HS256, claims().claim("more", "x".repeat(2_048)).build());

        // Then
        assertThat(tokens(KEY, NOW).verify(token)).isEmpty();
    }

    /** The fourth has the header null, the fifth an empty one, the sixth an array. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "a.b.c",
                "bnVsbA.e30.AAAA",
                "e30.e30.AAAA",
                "W10.e30.AAAA",
                "bnVsbA.bnVsbA.bnVsbA",
                "eyJhbGciOm51bGx9.e30.AAAA",
                "eyJhbGciOiJub25lIn0.e30.",
                "eyJhbGciOiJIUzI1NiJ9.bnVsbA.AAAA",
                "..",
                "....",
                "eyJhbGciOiJIUzI1NiJ9.e30."
            })
    void shouldRefuseWhatIsNoToken(String text) {
        // When
        Optional<Tokens.Identity> identity = tokens(KEY, NOW).verify(text);

        // Then
        assertThat(identity).isEmpty();
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .claim("agent_id", AGENT.toString())
                .claim("customer_id", CUSTOMER.toString())
                .expirationTime(Date.from(NOW.plusSeconds(60)));
    }

    private static String signed(JWSAlgorithm algorithm, JWTClaimsSet claims) throws JOSEException {
        SignedJWT jwt = new SignedJWT(new JWSHeader(algorithm), claims);
        jwt.sign(new MACSigner(KEY));
        return jwt.serialize();
    }
}
