package net.voipbin.provisioning.domain.agent;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.voipbin.provisioning.domain.Field;
import net.voipbin.provisioning.domain.Rejection;

/** The string form of argon2id hashes that RFC 9106's reference implementation writes. */
final class Argon2id {

    private static final String BASE64 = "(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2,3})?";

    /** Salts of 8 to 64 bytes, hashes of 4 to 64. */
    private static final Pattern ENCODED = Pattern.compile("\\$argon2id\\$v=19"
            + "\\$m=([1-9][0-9]{0,6}),t=([1-9][0-9]{0,2}),p=([1-9][0-9]{0,2})"
            + "\\$(?=[^$]{11,86}\\$)" + BASE64
            + "\\$(?=[^$]{6,86}$)" + BASE64);

    /** In KiB: 64 MiB, as much as RFC 9106 recommends where memory is scarce. */
    private static final int MOST_MEMORY = 65_536;

    private static final int LEAST_MEMORY_PER_LANE = 8;
    private static final int MOST_PASSES = 10;
    private static final int MOST_LANES = 16;

    private Argon2id() {}

    /** Whether a password can be compared with it, at a cost that whoever compares can bear. */
    static Optional<Rejection> flaw(String encoded) {
        Matcher parts = ENCODED.matcher(encoded);
        if (!parts.matches()) {
            return Field.invalid("password", "is no argon2id hash.");
        }
        return bearable(number(parts, 1), number(parts, 2), number(parts, 3))
                ? Optional.empty()
                : Field.invalid(
                        "password",
                        "is an argon2id hash beyond 64 MiB, 10 passes or 16 lanes, or below 8 KiB for each lane.");
    }

    private static boolean bearable(int memory, int passes, int lanes) {
        return memory <= MOST_MEMORY
                && memory >= LEAST_MEMORY_PER_LANE * lanes
                && passes <= MOST_PASSES
                && lanes <= MOST_LANES;
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }
}
