package net.voipbin.provisioning.bridge.route;

import net.voipbin.provisioning.bridge.http.Answer;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.Request;

/** What a route does for anyone. Thread-safe. */
@FunctionalInterface
public interface OpenHandler {

    /** @throws ApiException for every answer that isn't a success */
    Answer handle(Request request);
}
