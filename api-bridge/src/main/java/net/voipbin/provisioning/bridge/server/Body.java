package net.voipbin.provisioning.bridge.server;

import java.util.Optional;
import net.voipbin.provisioning.bridge.http.ApiException;

/**
 * What became of a request's body. Whether a flaw is the answer is for the route to say: an unknown path, or a caller
 * without a right, comes first.
 *
 * @param content empty where there is none, or a flaw
 * @param whole whether it was taken off the connection to its end, so that another request can follow
 */
record Body(byte[] content, Optional<ApiException> flaw, boolean whole) {

    private static final byte[] NOTHING = {};

    static final Body NONE = of(NOTHING);

    static Body of(byte[] content) {
        return new Body(content, Optional.empty(), true);
    }

    static Body flawed(ApiException flaw, boolean whole) {
        return new Body(NOTHING, Optional.of(flaw), whole);
    }

    /** @throws ApiException the flaw */
    byte[] required() {
        if (flaw.isPresent()) {
            throw flaw.get();
        }
        return content;
    }
}
