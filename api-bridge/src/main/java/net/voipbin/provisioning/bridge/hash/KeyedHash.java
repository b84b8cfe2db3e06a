package net.voipbin.provisioning.bridge.hash;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.voipbin.provisioning.settings.Secret;

/** HMAC-SHA-256 over texts with the key that all bridges share. Thread-safe. */
public final class KeyedHash {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    public KeyedHash(Secret key) {
        this.key = new SecretKeySpec(key.revealBytes(), ALGORITHM);
    }

    /** 32 bytes that follow from the purpose and the parts; where one part ends is part of it. */
    public byte[] of(String purpose, String... parts) {
        Mac mac = newMac();
        update(mac, purpose);
        for (String part : parts) {
            update(mac, part);
        }
        return mac.doFinal();
    }

    private static void update(Mac mac, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        mac.update(bytes);
    }

    private Mac newMac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not to be had", e);
        }
    }
}
