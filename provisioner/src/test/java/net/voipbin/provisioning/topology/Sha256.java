package net.voipbin.provisioning.topology;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** As the bridge and the mail's reader make it. */
final class Sha256 {

    private Sha256() {}

    public static byte[] of(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
