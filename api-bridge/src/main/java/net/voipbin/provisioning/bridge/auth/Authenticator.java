package net.voipbin.provisioning.bridge.auth;

import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.Query;
import net.voipbin.provisioning.bridge.http.Reason;
import net.voipbin.provisioning.bridge.http.Request;

/**
 * Finds out who calls: the first credential present decides, and what the caller may do is looked up each time, so that
 * a change takes effect at once. Thread-safe.
 */
public final class Authenticator {

    private static final String BEARER = "bearer ";

    private final Tokens tokens;
    private final CallerQueries callers;
    private final Clock clock;

    public Authenticator(Tokens tokens, CallerQueries callers, Clock clock) {
        this.tokens = tokens;
        this.callers = callers;
        this.clock = clock;
    }

    /** @throws ApiException AUTHENTICATION_REQUIRED, INVALID_CREDENTIALS */
    public Caller authenticate(Request request) {
        Query query = request.query();
        Optional<String> token = query.findFilled("token")
                .or(() -> request.header("Authorization").flatMap(Authenticator::bearer))
                .or(() -> request.cookie("token"));
        if (token.isPresent()) {
            return tokens.verify(token.get()).flatMap(callers::find).orElseThrow(Authenticator::invalid);
        }
        Optional<String> accessKey = query.findFilled("accesskey").or(() -> request.cookie("accesskey"));
        if (accessKey.isPresent()) {
            return callers.find(accessKey.get(), clock.instant()).orElseThrow(Authenticator::invalid);
        }
        throw ApiException.of(Reason.AUTHENTICATION_REQUIRED, "The request carries no credential.");
    }

    private static Optional<String> bearer(String authorization) {
        return authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? Optional.of(authorization.substring(BEARER.length()).strip()).filter(token -> !token.isEmpty())
                : Optional.empty();
    }

    private static ApiException invalid() {
        return ApiException.of(Reason.INVALID_CREDENTIALS, "The credential is not valid.");
    }
}
