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

    /** What everybody who may see the access key may see of its token. */
    public static String prefix(String token) {
        return token.substring(0, PREFIX_LENGTH);
    }

    /** What authenticates a token. */
    public static ByteBuffer hash(String token) {
        return ByteBuffer.wrap(Sha256.of(token));
    }
}
