package net.voipbin.provisioning.topology;

import java.nio.charset.StandardCharsets;
import net.voipbin.provisioning.domain.UniqueKey;

/** Unique keys as the index knows them: hashed, so that they have one length and tell of nobody. Not thread-safe. */
record HashedUniqueKeys(KeyedHash hash) {

    byte[] of(UniqueKey key) {
        return hash.of((key.taken().name() + ":" + key.value()).getBytes(StandardCharsets.UTF_8));
    }
}
