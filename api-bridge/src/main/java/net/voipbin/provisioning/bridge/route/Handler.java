package net.voipbin.provisioning.bridge.route;

import net.voipbin.provisioning.bridge.http.Answer;
import net.voipbin.provisioning.bridge.http.ApiException;

/** Handles the calls of a guarded route. Thread-safe. */
@FunctionalInterface
public interface Handler {

    /** @throws ApiException for every answer that isn't a success */
    Answer handle(Call call);
}
