package net.voipbin.provisioning.bridge.http;

/** What a route does for anyone. Thread-safe. */
@FunctionalInterface
public interface OpenHandler {

    /** @throws ApiException for every answer that isn't a success */
    Answer handle(Request request);
}
