package net.voipbin.provisioning.domain.text;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash of FIPS 180-4. */
public final class Sha256 {

    private Sha256() {}

    public static byte[] of(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
