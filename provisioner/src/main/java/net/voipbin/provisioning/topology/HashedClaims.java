package net.voipbin.provisioning.topology;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import net.voipbin.provisioning.domain.Claim;

/** The keys of the claims topic: namespace and keyed hash of the value, so that no personal datum is in them. Not thread-safe. */
record HashedClaims(KeyedHash hash) {

    String of(Claim claim) {
        return claim.namespace().published()
                + ":"
                + HexFormat.of().formatHex(hash.of(claim.value().getBytes(StandardCharsets.UTF_8)));
    }
}
