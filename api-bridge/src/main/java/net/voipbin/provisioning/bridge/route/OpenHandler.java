package net.voipbin.provisioning.bridge.route;

import net.voipbin.provisioning.bridge.http.Answer;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.Request;

/** Handles the requests of a route that is open to anyone. Thread-safe. */
@FunctionalInterface
public interface OpenHandler {

    /** @throws ApiException for every answer that isn't a success */
    Answer handle(Request request);
}
