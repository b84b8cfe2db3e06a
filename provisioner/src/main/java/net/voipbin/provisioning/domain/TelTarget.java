package net.voipbin.provisioning.domain;

/** A telephone number as an address names it. */
final class TelTarget {

    private TelTarget() {}

    /** Without what people write between its digits; what holds no digit stays as it is. */
    static String normalised(String target) {
        String trimmed = target.strip();
        String digits = trimmed.chars()
                .filter(character -> character >= '0' && character <= '9')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        if (digits.isEmpty()) {
            return target;
        }
        return trimmed.startsWith("+") ? "+" + digits : digits;
    }
}
