package net.voipbin.provisioning.domain.text;

import java.util.regex.Pattern;

/** A telephone number as an address names it. */
public final class TelTarget {

    /** White space as Unicode has it: numbers are pasted with no-break spaces around them. */
    private static final Pattern LEADING_PLUS = Pattern.compile("\\p{IsWhite_Space}*+\\+");

    private TelTarget() {}

    /** Without what people write between its digits; what holds no digit stays as it is. */
    public static String normalised(String target) {
        String digits = target.chars()
                .filter(character -> character >= '0' && character <= '9')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        if (digits.isEmpty()) {
            return target;
        }
        return LEADING_PLUS.matcher(target).lookingAt() ? "+" + digits : digits;
    }
}
