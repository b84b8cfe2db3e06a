package net.voipbin.provisioning.domain;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.voipbin.provisioning.domain.text.EmailAddress;

/** Rules for the content of single fields: each tells the flaw of a value, or nothing where it is sound. */
public final class Field {

    /** The longest name, in code points. */
    public static final int MAX_NAME = 255;

    /** The longest detail, in code points. */
    public static final int MAX_DETAIL = 65_535;

    private static final int MAX_URI = 1_023;

    /** User information, a host that {@link URI} takes for a name of some registry, port: underscores are allowed. */
    private static final Pattern NAMED_AUTHORITY =
            Pattern.compile("(?:[^@]*@)?[a-zA-Z0-9._~%!$&'()*+,;=-]+(?::[0-9]*)?");

    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{1,14}");

    private Field() {}

    /** At most so many code points, and neither NUL, which PostgreSQL can't store, nor half a surrogate pair. */
    public static Optional<Rejection> text(String field, String value, int maxCodePoints) {
        if (value.indexOf('\0') >= 0) {
            return invalid(field, "holds a NUL character.");
        }
        if (value.codePoints().anyMatch(Field::isSurrogate)) {
            return invalid(field, "holds half a surrogate pair.");
        }
        if (value.codePointCount(0, value.length()) > maxCodePoints) {
            return invalid(field, "is longer than " + maxCodePoints + " characters.");
        }
        return Optional.empty();
    }

    public static Optional<Rejection> email(String field, String value) {
        return EmailAddress.valid(value)
                ? Optional.empty()
                : Optional.of(Rejection.ofField(Reason.INVALID_EMAIL, field, field + " is not an e-mail address."));
    }

    /** An agent's username: an e-mail address, but none of the domain that guests are named in. */
    public static Optional<Rejection> username(String field, String value) {
        return EmailAddress.valid(value) && !EmailAddress.comparable(value).endsWith(".invalid")
                ? Optional.empty()
                : Optional.of(Rejection.ofField(
                        Reason.INVALID_USERNAME_FORMAT, field, field + " is not an acceptable e-mail address."));
    }

    /** Empty, or E.164 by form. */
    public static Optional<Rejection> phoneNumber(String field, String value) {
        return value.isEmpty() || E164.matcher(value).matches()
                ? Optional.empty()
                : invalid(field, "is neither empty nor an E.164 number.");
    }

    /** Empty, or an absolute http or https URI with a host. */
    public static Optional<Rejection> httpUri(String field, String value) {
        return text(field, value, MAX_URI)
                .or(() -> value.isEmpty() || isHttpUri(value)
                        ? Optional.empty()
                        : invalid(field, "is neither empty nor an http or https URI."));
    }

    /** The first flaw, in the order given. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static Optional<Rejection> firstFlaw(Optional<Rejection>... flaws) {
        return Stream.of(flaws).flatMap(Optional::stream).findFirst();
    }

    public static Optional<Rejection> invalid(String field, String flaw) {
        return Optional.of(Rejection.ofField(Reason.INVALID_ARGUMENT, field, field + " " + flaw));
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static boolean isHttpUri(String value) {
        try {
            URI uri = new URI(value);
            return hasHost(uri)
                    && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean hasHost(URI uri) {
        return uri.getRawAuthority() != null
                && (uri.getHost() != null
                        || NAMED_AUTHORITY.matcher(uri.getRawAuthority()).matches());
    }
}
