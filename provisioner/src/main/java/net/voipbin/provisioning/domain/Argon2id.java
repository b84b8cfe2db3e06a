package net.voipbin.provisioning.domain;

import java.util.Optional;
import java.util.regex.Pattern;

/** The string form of argon2id hashes that RFC 9106's reference implementation writes. */
final class Argon2id {

    private static final String BASE64 = "(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2,3})?";

    /** Salts of 8 to 64 bytes, hashes of 4 to 64; memory below 10 GiB. */
    private static final Pattern ENCODED = Pattern.compile("\\$argon2id\\$v=19"
            + "\\$m=[1-9][0-9]{0,6},t=[1-9][0-9]{0,2},p=[1-9][0-9]{0,2}"
            + "\\$(?=[^$]{11,86}\\$)" + BASE64
            + "\\$(?=[^$]{6,86}$)" + BASE64);

    private Argon2id() {}

    /** Whether a password can be compared with it. */
    static Optional<Rejection> flaw(String encoded) {
        return ENCODED.matcher(encoded).matches()
                ? Optional.empty()
                : Field.invalid("password", "is no argon2id hash.");
    }
}
