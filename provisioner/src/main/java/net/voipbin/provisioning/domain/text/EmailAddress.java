package net.voipbin.provisioning.domain.text;

import java.util.Locale;
import java.util.regex.Pattern;

/** The product's rule for e-mail addresses, narrower than RFC 5322: all ASCII, no quoting, no comments. */
public final class EmailAddress {

    private static final int MAX_LENGTH = 254;
    private static final String LOCAL_CHARACTER = "[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]";
    private static final String LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";

    /** A dot may begin the local part, but neither end it nor follow another. */
    private static final Pattern FORM = Pattern.compile(
            "\\.?" + LOCAL_CHARACTER + "+(?:\\." + LOCAL_CHARACTER + "+)*+@" + LABEL + "(?:\\." + LABEL + ")*+");

    private EmailAddress() {}

    public static boolean valid(String text) {
        return text.length() <= MAX_LENGTH && FORM.matcher(text).matches();
    }

    /** Two addresses are the same when these are. */
    public static String comparable(String email) {
        return email.toLowerCase(Locale.ROOT);
    }
}
