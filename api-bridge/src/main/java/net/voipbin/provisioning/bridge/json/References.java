package net.voipbin.provisioning.bridge.json;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** References to other resources as the API shows them: the nil UUID for none. */
public final class References {

    private References() {}

    public static String text(@Nullable UUID id) {
        return (id == null ? Uuids.NIL : id).toString();
    }
}
