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

    /**
     * @param writes whether the request is to change something: then a cookie, which a browser adds whoever has it send
     *     the request, is no credential for the pages of other sites
     * @throws ApiException AUTHENTICATION_REQUIRED, INVALID_CREDENTIALS, PERMISSION_DENIED
     */
    public Caller authenticate(Request request, boolean writes) {
        Query query = request.query();
        Optional<String> token = query.findFilled("token")
                .or(() -> request.header("Authorization").flatMap(Authenticator::bearer))
                .or(() -> cookie(request, "token", writes));
        if (token.isPresent()) {
            return tokens.verify(token.get()).flatMap(callers::find).orElseThrow(Authenticator::invalid);
        }
        Optional<String> accessKey = query.findFilled("accesskey").or(() -> cookie(request, "accesskey", writes));
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

    /** The cookie's credential, which counts only where the request carries no other. */
    private static Optional<String> cookie(Request request, String name, boolean writes) {
        Optional<String> cookie = request.cookie(name);
        if (cookie.isPresent() && writes && Initiator.foreign(request)) {
            throw ApiException.of(
                    Reason.PERMISSION_DENIED,
                    "A cookie is no credential for a change that another site's page asks for.");
        }
        return cookie;
    }

    private static ApiException invalid() {
        return ApiException.of(Reason.INVALID_CREDENTIALS, "The credential is not valid.");
    }
}
