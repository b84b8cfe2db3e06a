package net.voipbin.provisioning.vocabulary;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An argon2id hash (RFC 9106, version 1.3) in the string form of its reference implementation. Immutable. Does not
 * print.
 *
 * @param salt base64 without padding, of 8 to 64 bytes
 * @param hash base64 without padding, of 4 to 64 bytes
 */
public record EncodedArgon2id(Costs costs, String salt, String hash) {

    private static final String BASE64 = "(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2,3})?";

    private static final Pattern FORM = Pattern.compile("\\$argon2id\\$v=19"
            + "\\$m=([1-9][0-9]{0,6}),t=([1-9][0-9]{0,2}),p=([1-9][0-9]{0,2})"
            + "\\$(?=[^$]{11,86}\\$)(" + BASE64 + ")"
            + "\\$(?=[^$]{6,86}$)(" + BASE64 + ")");

    /**
     * What it costs to compute the hash.
     *
     * @param memoryKib memory in KiB
     */
    public record Costs(int memoryKib, int passes, int lanes) {

        /** 64 MiB, as much as RFC 9106 recommends where memory is scarce. */
        private static final int MAX_MEMORY_KIB = 65_536;

        private static final int MAX_PASSES = 10;
        private static final int MAX_LANES = 16;
        private static final int MIN_MEMORY_KIB_PER_LANE = 8;

        /** Whether the provisioner takes such a hash, and a bridge computes it. */
        public boolean bearable() {
            return memoryKib <= MAX_MEMORY_KIB
                    && memoryKib >= MIN_MEMORY_KIB_PER_LANE * lanes
                    && passes <= MAX_PASSES
                    && lanes <= MAX_LANES;
        }
    }

    /** Empty where the text has another form. The costs may be more than is {@link Costs#bearable bearable}. */
    public static Optional<EncodedArgon2id> parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Costs costs = new Costs(number(parts, 1), number(parts, 2), number(parts, 3));
        return Optional.of(new EncodedArgon2id(costs, parts.group(4), parts.group(5)));
    }

    /** The string form, which {@link #parse} reads. */
    public String text() {
        return "$argon2id$v=19$m=" + costs.memoryKib() + ",t=" + costs.passes() + ",p=" + costs.lanes() + "$" + salt
                + "$" + hash;
    }

    /** Without salt and hash: nothing secret may come into a log. */
    @Override
    public String toString() {
        return "EncodedArgon2id[" + costs + "]";
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }
}
