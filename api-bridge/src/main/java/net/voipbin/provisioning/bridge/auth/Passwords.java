package net.voipbin.provisioning.bridge.auth;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.Reason;
import net.voipbin.provisioning.bridge.json.Form;
import net.voipbin.provisioning.vocabulary.EncodedArgon2id;

/**
 * Passwords, kept as argon2id hashes; the costs are the least that OWASP's Password Storage Cheat Sheet recommends.
 * Whoever sets many keeps nobody from logging in: each has threads and room to wait of its own. Thread-safe.
 */
public final class Passwords implements AutoCloseable {

    private static final String FIELD = "password";
    private static final int LEAST_CHARACTERS = 8;
    private static final int MOST_BYTES = 1_024;

    private static final EncodedArgon2id.Costs COSTS = new EncodedArgon2id.Costs(19_456, 2, 1);
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    /** A hash of a password that nobody knows: compared with where an agent has none, so that it takes as long. */
    private static final Argon2id DECOY = new Argon2id(COSTS, new byte[SALT_BYTES], new byte[HASH_BYTES]);

    private final HashingThreads checking;
    private final HashingThreads setting;
    private final SecureRandom random = new SecureRandom();

    /** @param processors as many may be checked at once, and half as many be set */
    public Passwords(int processors, MeterRegistry metrics) {
        checking = new HashingThreads("checking", processors, metrics);
        setting = new HashingThreads("setting", Math.max(1, processors / 2), metrics);
    }

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

    /**
     * A hash of the password; another one each time. Takes some 30 milliseconds of a core and 19 MiB.
     *
     * @throws ApiException SERVICE_UNAVAILABLE where too many are at it
     */
    public String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return setting.run(() -> Argon2id.of(password, COSTS, salt, HASH_BYTES)).text();
    }

    /**
     * Whether the hash is one of the password. Where there is none, or none that can be compared with, it takes as long
     * as with one of ours.
     *
     * @throws ApiException SERVICE_UNAVAILABLE where too many are at it
     */
    public boolean matches(String password, Optional<String> hash) {
        Optional<Argon2id> parsed = hash.flatMap(Argon2id::parse);
        boolean matches = checking.run(() -> parsed.orElse(DECOY).matches(password));
        return parsed.isPresent() && matches;
    }

    @Override
    public void close() {
        checking.close();
        setting.close();
    }
}
