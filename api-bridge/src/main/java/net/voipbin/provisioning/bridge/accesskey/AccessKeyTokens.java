package net.voipbin.provisioning.bridge.accesskey;

import java.nio.ByteBuffer;
import java.util.UUID;
import net.voipbin.provisioning.bridge.hash.KeyedHash;
import net.voipbin.provisioning.bridge.hash.SecretText;
import net.voipbin.provisioning.bridge.hash.Sha256;

/**
 * Tokens of access keys. A token follows from the bridges' key and the command that creates it, so a repetition shows it
 * again and nothing stores it. Thread-safe.
 */
public final class AccessKeyTokens {

    private static final String START = "vb_";
    private static final int PREFIX_LENGTH = 11;

    private final KeyedHash hash;

    public AccessKeyTokens(KeyedHash hash) {
        this.hash = hash;
    }

    /** The token that the command creates. */
    public String token(UUID commandId) {
        return START + SecretText.of(hash.of("accesskey-token", commandId.toString()));
    }

    /** The first characters of the token, which everybody may see who may see the access key. */
    public static String prefix(String token) {
        return token.substring(0, PREFIX_LENGTH);
    }

    /** The SHA-256 of the token, by which it is authenticated. */
    public static ByteBuffer hash(String token) {
        return ByteBuffer.wrap(Sha256.of(token));
    }
}
