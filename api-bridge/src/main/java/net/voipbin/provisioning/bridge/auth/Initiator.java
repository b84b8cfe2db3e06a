package net.voipbin.provisioning.bridge.auth;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.voipbin.provisioning.bridge.http.Request;

/** What browsers tell of the page that had them send a request; other clients tell nothing. */
final class Initiator {

    /** The bridge's own pages, those of its site (a user interface under another name), and the user. */
    private static final Set<String> OWN = Set.of("same-origin", "same-site", "none");

    private static final String HOST = "(\\[[^\\]]*\\]|[^:/]*)(?::[0-9]*)?";
    private static final Pattern HOST_HEADER = Pattern.compile(HOST);
    private static final Pattern ORIGIN = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://" + HOST);

    private Initiator() {}

    /**
     * Whether it is a page of another site. Browsers that don't say so by Sec-Fetch-Site name the page's origin; of that
     * the host has to be the bridge's, as what belongs to a site can't be told by names.
     */
    static boolean foreign(Request request) {
        return request.header("Sec-Fetch-Site")
                .map(site -> !OWN.contains(site))
                .orElseGet(() -> request.header("Origin")
                        .filter(origin -> !ofSameHost(origin, request))
                        .isPresent());
    }

    /** Ports are no bounds for cookies, so they are none here. */
    private static boolean ofSameHost(String origin, Request request) {
        Optional<String> named = host(ORIGIN, origin);
        return named.isPresent() && named.equals(request.header("Host").flatMap(header -> host(HOST_HEADER, header)));
    }

    private static Optional<String> host(Pattern form, String text) {
        Matcher parts = form.matcher(text);
        return parts.matches() ? Optional.of(parts.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }
}
