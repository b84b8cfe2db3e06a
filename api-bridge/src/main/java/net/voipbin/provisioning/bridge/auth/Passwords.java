package net.voipbin.provisioning.bridge.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.Reason;
import net.voipbin.provisioning.bridge.json.Form;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Passwords, kept as argon2id hashes in argon2's own string form; the costs are the least that OWASP's Password Storage
 * Cheat Sheet recommends. Thread-safe.
 */
public final class Passwords {

    private static final String FIELD = "password";
    private static final int LEAST_CHARACTERS = 8;
    private static final int MOST_BYTES = 1_024;

    private static final int MEMORY_KIB = 19_456;
    private static final int ITERATIONS = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private static final Pattern STRING_FORM = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=([0-9]{1,7}),t=([0-9]{1,3}),p=([0-9]{1,2})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private final SecureRandom random = new SecureRandom();

    /**
     * The body's password, which a new one of an agent has to be.
     *
     * @throws ApiException MISSING_REQUEST_PARAMETER; INVALID_ARGUMENT where it is shorter than 8 characters or longer
     *     than 1,024 bytes
     */
    public String sound(Form form) {
        String password = form.required(FIELD, form::text);
        if (password.codePointCount(0, password.length()) < LEAST_CHARACTERS) {
            throw ApiException.ofField(
                    Reason.INVALID_ARGUMENT, FIELD, "is shorter than " + LEAST_CHARACTERS + " characters.");
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw ApiException.ofField(Reason.INVALID_ARGUMENT, FIELD, "is longer than " + MOST_BYTES + " bytes.");
        }
        return password;
    }

    /** A hash of the password; another one each time. Takes some 30 milliseconds of a core and 19 MiB. */
    public String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        byte[] hash = argon2id(password, salt, MEMORY_KIB, ITERATIONS, LANES, HASH_BYTES);
        return "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + ITERATIONS + ",p=" + LANES + "$" + base64.encodeToString(salt)
                + "$" + base64.encodeToString(hash);
    }

    /** Whether the hash is one of the password; never where it is not in argon2id's string form. */
    public boolean matches(String password, String hash) {
        Matcher parts = STRING_FORM.matcher(hash);
        if (!parts.matches()) {
            return false;
        }
        byte[] expected = decode(parts.group(5));
        byte[] actual = argon2id(
                password,
                decode(parts.group(4)),
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)),
                expected.length);
        return MessageDigest.isEqual(expected, actual);
    }

    private static byte[] decode(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    private static byte[] argon2id(String password, byte[] salt, int memoryKib, int iterations, int lanes, int bytes) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(iterations)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[bytes];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }
}
