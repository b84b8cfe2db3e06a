package net.voipbin.provisioning.bridge.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import net.voipbin.provisioning.vocabulary.EncodedArgon2id;
import net.voipbin.provisioning.vocabulary.EncodedArgon2id.Costs;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A hash by argon2id (RFC 9106, version 1.3) in the string form of its reference implementation: costs, salt and hash.
 * Immutable.
 */
record Argon2id(Costs costs, byte[] salt, byte[] hash) {

    private static final Base64.Decoder BASE64 = Base64.getDecoder();

    static Argon2id of(String password, Costs costs, byte[] salt, int hashBytes) {
        return new Argon2id(costs, salt, compute(password, costs, salt, hashBytes));
    }

    /** Empty where the text is in another form, or its costs aren't bearable. */
    static Optional<Argon2id> parse(String text) {
        return EncodedArgon2id.parse(text)
                .filter(encoded -> encoded.costs().bearable())
                .map(encoded ->
                        new Argon2id(encoded.costs(), BASE64.decode(encoded.salt()), BASE64.decode(encoded.hash())));
    }

    /** Whether it is one of the password. */
    boolean matches(String password) {
        return MessageDigest.isEqual(hash, compute(password, costs, salt, hash.length));
    }

    String text() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return new EncodedArgon2id(costs, base64.encodeToString(salt), base64.encodeToString(hash)).text();
    }

    /** Without the hash. */
    @Override
    public String toString() {
        return "Argon2id with " + costs;
    }

    private static byte[] compute(String password, Costs costs, byte[] salt, int bytes) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(costs.memoryKib())
                .withIterations(costs.passes())
                .withParallelism(costs.lanes())
                .withSalt(salt)
                .build());
        byte[] hash = new byte[bytes];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }
}
