package net.voipbin.provisioning.bridge.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A hash by argon2id (RFC 9106, version 1.3) in the string form of its reference implementation: costs, salt and hash.
 * Immutable.
 */
record Argon2id(Costs costs, byte[] salt, byte[] hash) {

    private static final String BASE64 = "(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2,3})?";

    /** Salts of 8 to 64 bytes, hashes of 4 to 64. */
    private static final Pattern STRING_FORM = Pattern.compile("\\$argon2id\\$v=19"
            + "\\$m=([1-9][0-9]{0,6}),t=([1-9][0-9]{0,2}),p=([1-9][0-9]{0,2})"
            + "\\$(?=[^$]{11,86}\\$)(" + BASE64 + ")"
            + "\\$(?=[^$]{6,86}$)(" + BASE64 + ")");

    /**
     * What a hash costs, whoever computes it.
     *
     * @param memoryKib at least 8 for each lane
     */
    record Costs(int memoryKib, int passes, int lanes) {

        private static final int MOST_MEMORY_KIB = 65_536;
        private static final int MOST_PASSES = 10;
        private static final int MOST_LANES = 16;
        private static final int LEAST_MEMORY_PER_LANE = 8;

        /** Whether a bridge will pay them; the provisioner takes no hash that costs more. */
        boolean bearable() {
            return memoryKib <= MOST_MEMORY_KIB
                    && memoryKib >= LEAST_MEMORY_PER_LANE * lanes
                    && passes <= MOST_PASSES
                    && lanes <= MOST_LANES;
        }
    }

    static Argon2id of(String password, Costs costs, byte[] salt, int hashBytes) {
        return new Argon2id(costs, salt, compute(password, costs, salt, hashBytes));
    }

    /** Empty where the text is in another form, or its costs aren't bearable. */
    static Optional<Argon2id> parse(String text) {
        Matcher parts = STRING_FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Costs costs = new Costs(number(parts, 1), number(parts, 2), number(parts, 3));
        return costs.bearable() ? Optional.of(new Argon2id(costs, bytes(parts, 4), bytes(parts, 5))) : Optional.empty();
    }

    /** Whether it is one of the password. */
    boolean matches(String password) {
        return MessageDigest.isEqual(hash, compute(password, costs, salt, hash.length));
    }

    String text() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + costs.memoryKib() + ",t=" + costs.passes() + ",p=" + costs.lanes() + "$"
                + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
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

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    private static byte[] bytes(Matcher parts, int group) {
        return Base64.getDecoder().decode(parts.group(group));
    }
}
