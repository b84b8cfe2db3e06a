package net.voipbin.provisioning.sandbox;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import net.voipbin.provisioning.settings.Secret;

final class AgentTokens {
    private AgentTokens() {}

    static String issue(Secret key, UUID customerId, UUID agentId) {
        try {
            Instant now = Instant.now();
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader(JWSAlgorithm.HS256),
                    new JWTClaimsSet.Builder()
                            .claim("agent_id", agentId.toString())
                            .claim("customer_id", customerId.toString())
                            .issueTime(Date.from(now))
                            .expirationTime(Date.from(now.plusSeconds(7 * 86_400)))
                            .build());
            jwt.sign(new MACSigner(key.revealBytes()));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
