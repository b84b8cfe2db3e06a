package net.voipbin.provisioning.bridge.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;
import net.voipbin.provisioning.bridge.json.Uuids;
import net.voipbin.provisioning.settings.Secret;

/**
 * Tokens of agents: JWTs signed with HS256 and nothing else. They say who calls, not what the caller may do. Immutable
 * and thread-safe.
 */
public final class Tokens {

    /** How long a token lives unless told otherwise. */
    public static final Duration DEFAULT_LIFETIME = Duration.ofDays(7);

    private static final String AGENT_ID = "agent_id";
    private static final String CUSTOMER_ID = "customer_id";
    private static final String DELEGATED_BY = "delegated_by";
    private static final String PASSWORD = "password";

    /** The longest token that is parsed; the bridge's own have some 350 characters. */
    private static final int MOST_CHARACTERS = 2_048;

    /** RFC 7515, section 3.1. The parser itself passes over characters that are none of base64url's, or takes them for others. */
    private static final Pattern COMPACT = Pattern.compile("[\\w-]+(?:\\.[\\w-]+){2}");

    private final MACSigner signer;
    private final MACVerifier verifier;
    private final Duration lifetime;
    private final Clock clock;

    /** @param key at least 32 bytes */
    public Tokens(Secret key, Duration lifetime, Clock clock) {
        try {
            signer = new MACSigner(key.revealBytes());
            verifier = new MACVerifier(key.revealBytes());
        } catch (JOSEException e) {
            throw new IllegalArgumentException("the token key does not do for HS256", e);
        }
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /**
     * Who a token speaks for.
     *
     * @param password which of the passwords it was issued for, of the agent or, in a delegated token, of the super admin:
     *     the change of its customer that set it; empty where there was none
     */
    public record Identity(UUID agentId, UUID customerId, Optional<UUID> delegatedBy, OptionalLong password) {}

    /** A token of an agent that has no password. */
    public String issue(UUID customerId, UUID agentId) {
        return issue(new Identity(agentId, customerId, Optional.empty(), OptionalLong.empty()));
    }

    /** A token of the agent itself, good until its password is set again. */
    public String issue(UUID customerId, UUID agentId, long password) {
        return issue(new Identity(agentId, customerId, Optional.empty(), OptionalLong.of(password)));
    }

    /** A token of a customer's guest agent, for a super admin that has no password to act through. */
    public String issueDelegated(UUID customerId, UUID guestAgentId, UUID superAdminId) {
        return issueDelegated(customerId, guestAgentId, superAdminId, OptionalLong.empty());
    }

    /** A token of a customer's guest agent, for a super admin to act through until its password is set again. */
    public String issueDelegated(UUID customerId, UUID guestAgentId, UUID superAdminId, OptionalLong password) {
        return issue(new Identity(guestAgentId, customerId, Optional.of(superAdminId), password));
    }

    /** Whom the token speaks for; empty where it is forged, expired or none of ours, whatever else it is. */
    public Optional<Identity> verify(String token) {
        if (token.length() > MOST_CHARACTERS || !COMPACT.matcher(token).matches()) {
            return Optional.empty();
        }
        try {
            Optional<JWTClaimsSet> claims = signed(token);
            return claims.isPresent() ? identity(claims.get()) : Optional.empty();
        } catch (ParseException | JOSEException | RuntimeException e) {
            // The parser is known to fail in its own ways too, as by NullPointerException for the header null. All that
            // it was given is the token, so it is the token that is wrong.
            return Optional.empty();
        }
    }

    private Optional<JWTClaimsSet> signed(String token) throws ParseException, JOSEException {
        SignedJWT jwt = SignedJWT.parse(token);
        return JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm()) && jwt.verify(verifier)
                ? Optional.of(jwt.getJWTClaimsSet())
                : Optional.empty();
    }

    private Optional<Identity> identity(JWTClaimsSet claims) throws ParseException {
        Date expiry = claims.getExpirationTime();
        if (expiry == null || !expiry.toInstant().isAfter(clock.instant())) {
            return Optional.empty();
        }
        Optional<UUID> agentId = uuid(claims, AGENT_ID);
        Optional<UUID> customerId = uuid(claims, CUSTOMER_ID);
        Optional<UUID> delegatedBy = uuid(claims, DELEGATED_BY);
        Long passwordClaim = claims.getLongClaim(PASSWORD);
        OptionalLong password = passwordClaim == null ? OptionalLong.empty() : OptionalLong.of(passwordClaim);
        if (agentId.isEmpty()
                || customerId.isEmpty()
                || (delegatedBy.isEmpty() && claims.getClaim(DELEGATED_BY) != null)) {
            return Optional.empty();
        }
        return Optional.of(new Identity(agentId.get(), customerId.get(), delegatedBy, password));
    }

    private String issue(Identity identity) {
        Instant now = clock.instant();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .claim(AGENT_ID, identity.agentId().toString())
                .claim(CUSTOMER_ID, identity.customerId().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)));
        identity.delegatedBy().ifPresent(superAdmin -> claims.claim(DELEGATED_BY, superAdmin.toString()));
        identity.password().ifPresent(password -> claims.claim(PASSWORD, password));
        SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims.build());
        try {
            jwt.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("a token could not be signed", e);
        }
        return jwt.serialize();
    }

    private static Optional<UUID> uuid(JWTClaimsSet claims, String name) throws ParseException {
        return Optional.ofNullable(claims.getStringClaim(name)).flatMap(Uuids::parse);
    }
}
