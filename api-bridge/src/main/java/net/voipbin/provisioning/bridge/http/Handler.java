package net.voipbin.provisioning.bridge.http;

/** What a route does. Thread-safe. */
@FunctionalInterface
public interface Handler {

    /** @throws ApiException for every answer that isn't a success */
    Answer handle(Call call);
}
