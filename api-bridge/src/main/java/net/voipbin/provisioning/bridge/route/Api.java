package net.voipbin.provisioning.bridge.route;

import java.util.Optional;
import net.voipbin.provisioning.bridge.auth.Authenticator;
import net.voipbin.provisioning.bridge.auth.Caller;
import net.voipbin.provisioning.bridge.database.DatabaseUnavailableException;
import net.voipbin.provisioning.bridge.http.Answer;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.EntityTag;
import net.voipbin.provisioning.bridge.http.Reason;
import net.voipbin.provisioning.bridge.http.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a request through route, credential, permission and handler to an answer, whatever happens. Thread-safe. */
public final class Api {

    private static final Logger log = LoggerFactory.getLogger(Api.class);

    private final RouteTable routes;
    private final Authenticator authenticator;
    private final AccountGate gate;

    public Api(RouteTable routes, Authenticator authenticator, AccountGate gate) {
        this.routes = routes;
        this.authenticator = authenticator;
        this.gate = gate;
    }

    /** An answer, and the pattern of the route that gave it, if one did. */
    public record Served(Answer answer, Optional<String> route) {}

    public Served serve(Request request) {
        Optional<String> pattern = Optional.empty();
        try {
            RouteTable.Match match = routes.find(request.method(), request.path());
            pattern = Optional.of(match.route().pattern().toString());
            return new Served(handle(request, match), pattern);
        } catch (ApiException e) {
            logCause(e, request);
            return new Served(Answer.error(e, request.requestId()), pattern);
        } catch (DatabaseUnavailableException e) {
            ApiException unavailable = ApiException.unavailable("The read model is away for the moment.", e);
            logCause(unavailable, request);
            return new Served(Answer.error(unavailable, request.requestId()), pattern);
        } catch (RuntimeException e) {
            log.atError()
                    .addKeyValue("request_id", request.requestId())
                    .setCause(e)
                    .log("Request failed");
            ApiException internal = ApiException.of(Reason.INTERNAL, "Something went wrong here.");
            return new Served(Answer.error(internal, request.requestId()), pattern);
        }
    }

    private Answer handle(Request request, RouteTable.Match match) {
        // Also where nobody asks for it: a malformed one is no request.
        request.query();
        Answer answer = switch (match.route()) {
            case Route.Open open -> open.handler().handle(request);
            case Route.Guarded guarded -> guarded.handler().handle(admit(request, match, guarded));
        };
        return match.route().writes() ? answer : unlessKnown(request, answer);
    }

    private Call admit(Request request, RouteTable.Match match, Route.Guarded route) {
        Caller caller = authenticator.authenticate(request, route.writes());
        Admission admission = route.admission();
        if (admission.agentsOnly() && caller.accessKey()) {
            throw ApiException.of(Reason.AGENT_AUTH_REQUIRED, "An access key is no agent.");
        }
        if (admission.wanted() != Admission.NO_PERMISSION
                && !caller.permission().allows(admission.wanted())) {
            throw ApiException.permissionDenied();
        }
        gate.requireState(caller, admission.state(), route.writes());
        return new Call(request, caller, match.parameters());
    }

    private static Answer unlessKnown(Request request, Answer answer) {
        Answer tagged = answer.header("ETag").isPresent() || answer.status() != 200
                ? answer
                : answer.withHeader("ETag", EntityTag.ofContent(answer.body()));
        boolean known = tagged.header("ETag").stream()
                .anyMatch(tag -> request.header("If-None-Match")
                        .filter(header -> EntityTag.named(header, tag))
                        .isPresent());
        return known ? tagged.notModified() : tagged;
    }

    private static void logCause(ApiException refusal, Request request) {
        if (refusal.getCause() != null) {
            log.atWarn()
                    .addKeyValue("request_id", request.requestId())
                    .addKeyValue("reason", refusal.error().reason())
                    .addKeyValue("cause", refusal.getCause().getClass().getName())
                    .log("Request refused");
            log.atDebug()
                    .addKeyValue("request_id", request.requestId())
                    .setCause(refusal.getCause())
                    .log("Cause of the refusal");
        }
    }
}
