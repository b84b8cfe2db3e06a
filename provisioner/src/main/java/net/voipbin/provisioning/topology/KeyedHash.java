package net.voipbin.provisioning.topology;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.voipbin.provisioning.settings.Secret;

/** HMAC-SHA-256 (RFC 2104) under the provisioner's own key: equal inputs are recognised, inputs can't be guessed. Not thread-safe. */
final class KeyedHash {

    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;

    KeyedHash(Secret key) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.revealBytes(), ALGORITHM));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    byte[] of(byte[] input) {
        return mac.doFinal(input);
    }
}
