package net.voipbin.provisioning.bridge.signup;

import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.Reason;

/** Answers to strangers whose command's outcome isn't known: they can't read it at its Location, so none is named. */
final class Undecided {

    private Undecided() {}

    static ApiException forStranger(ApiException refusal) {
        Reason reason = refusal.error().reason();
        return switch (reason) {
            case DEADLINE_EXCEEDED ->
                ApiException.of(
                                reason,
                                "The outcome is not known yet; the same with the same Idempotency-Key finds it.")
                        .causedBy(refusal.getCause());
            case SERVICE_UNAVAILABLE ->
                ApiException.unavailable(
                        "The request may not have been taken; the same with the same Idempotency-Key can do no harm.",
                        refusal.getCause());
            case INTERNAL -> new ApiException(refusal.error()).causedBy(refusal.getCause());
            default -> refusal;
        };
    }
}
