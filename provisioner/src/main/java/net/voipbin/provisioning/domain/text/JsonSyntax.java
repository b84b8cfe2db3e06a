package net.voipbin.provisioning.domain.text;

import java.util.HexFormat;

/**
 * Whether a text is JSON (RFC 8259), read strictly: nothing that another reader, or PostgreSQL's json and jsonb, would
 * stumble over. Refused are therefore also an escaped NUL, half an escaped surrogate pair, and what is nested deeper
 * than {@value #MAX_DEPTH} levels; members that are named twice are not looked for. For one text and one thread.
 */
public final class JsonSyntax {

    /** How many arrays and objects may be nested. */
    public static final int MAX_DEPTH = 100;

    /** What {@link #look} sees behind the end; as a character of the text it is never well-formed. */
    private static final char END = '\0';

    private static final String WHITE_SPACE = " \t\n\r";
    private static final int ESCAPE_DIGITS = 4;

    private final String text;
    private int position;

    private JsonSyntax(String text) {
        this.text = text;
    }

    public static boolean wellFormed(String text) {
        JsonSyntax syntax = new JsonSyntax(text);
        return syntax.element(0) && syntax.position == text.length();
    }

    /** A value with the white space around it. */
    private boolean element(int depth) {
        skipWhiteSpace();
        if (!value(depth)) {
            return false;
        }
        skipWhiteSpace();
        return true;
    }

    private boolean value(int depth) {
        return switch (look()) {
            case '{' -> depth < MAX_DEPTH && object(depth + 1);
            case '[' -> depth < MAX_DEPTH && array(depth + 1);
            case '"' -> string();
            case 't' -> take("true");
            case 'f' -> take("false");
            case 'n' -> take("null");
            default -> number();
        };
    }

    private boolean object(int depth) {
        position++;
        skipWhiteSpace();
        if (take('}')) {
            return true;
        }
        do {
            if (!member(depth)) {
                return false;
            }
        } while (take(','));
        return take('}');
    }

    private boolean member(int depth) {
        skipWhiteSpace();
        if (!string()) {
            return false;
        }
        skipWhiteSpace();
        return take(':') && element(depth);
    }

    private boolean array(int depth) {
        position++;
        skipWhiteSpace();
        if (take(']')) {
            return true;
        }
        do {
            if (!element(depth)) {
                return false;
            }
        } while (take(','));
        return take(']');
    }

    private boolean string() {
        if (!take('"')) {
            return false;
        }
        while (look() >= ' ' && look() != '"') {
            if (!take('\\')) {
                position++;
            } else if (!escape()) {
                return false;
            }
        }
        return take('"');
    }

    /** What follows a backslash. */
    private boolean escape() {
        if (!take('u')) {
            return takeOneOf("\"\\/bfnrt");
        }
        int unit = escapedUnit();
        if (unit == 0 || isLow(unit)) {
            return false;
        }
        return !isHigh(unit) || (take("\\u") && isLow(escapedUnit()));
    }

    /** The UTF-16 unit of four hexadecimal digits; 0 where they are something else. */
    private int escapedUnit() {
        int unit = 0;
        for (int i = 0; i < ESCAPE_DIGITS; i++) {
            if (!HexFormat.isHexDigit(look())) {
                return 0;
            }
            unit = unit * 16 + HexFormat.fromHexDigit(look());
            position++;
        }
        return unit;
    }

    private static boolean isHigh(int unit) {
        return unit >= Character.MIN_HIGH_SURROGATE && unit <= Character.MAX_HIGH_SURROGATE;
    }

    private static boolean isLow(int unit) {
        return unit >= Character.MIN_LOW_SURROGATE && unit <= Character.MAX_LOW_SURROGATE;
    }

    private boolean number() {
        take('-');
        return (take('0') || digits()) && (!take('.') || digits()) && (!takeOneOf("eE") || exponent());
    }

    private boolean exponent() {
        takeOneOf("+-");
        return digits();
    }

    /** One at least. */
    private boolean digits() {
        int begin = position;
        while (look() >= '0' && look() <= '9') {
            position++;
        }
        return position > begin;
    }

    private void skipWhiteSpace() {
        while (takeOneOf(WHITE_SPACE)) {
            // The next.
        }
    }

    private char look() {
        return position < text.length() ? text.charAt(position) : END;
    }

    private boolean take(char expected) {
        return takeOneOf(String.valueOf(expected));
    }

    private boolean takeOneOf(String expected) {
        boolean taken = position < text.length() && expected.indexOf(text.charAt(position)) >= 0;
        if (taken) {
            position++;
        }
        return taken;
    }

    private boolean take(String expected) {
        boolean taken = text.startsWith(expected, position);
        if (taken) {
            position += expected.length();
        }
        return taken;
    }
}
