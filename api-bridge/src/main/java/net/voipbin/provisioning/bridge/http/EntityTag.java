package net.voipbin.provisioning.bridge.http;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.voipbin.provisioning.bridge.hash.Sha256;

/** A resource's version as an HTTP entity tag, and what clients say about such tags. */
public final class EntityTag {

    private static final Pattern STRONG = Pattern.compile("\"(0|[1-9][0-9]{0,17})\"");
    private static final String ANY = "*";
    private static final int DIGEST_BYTES = 18;

    private EntityTag() {}

    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /** The tag of content that has no version: equal content has equal tags. */
    public static String ofContent(byte[] content) {
        byte[] digest = Arrays.copyOf(Sha256.of(content), DIGEST_BYTES);
        return "\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(digest) + "\"";
    }

    /**
     * The version that an If-Match demands; empty where it is absent or {@code *}. A tag that no resource can have, be
     * it weak or malformed, matches none.
     *
     * @param present the resource's present version: what counts where the header lists several tags
     * @throws ApiException VERSION_MISMATCH
     */
    public static OptionalLong demanded(Optional<String> ifMatch, long present) {
        if (ifMatch.isEmpty() || ifMatch.get().strip().equals(ANY)) {
            return OptionalLong.empty();
        }
        long[] versions = tags(ifMatch.get())
                .filter(tag -> STRONG.matcher(tag).matches())
                .mapToLong(tag -> Long.parseLong(tag.substring(1, tag.length() - 1)))
                .distinct()
                .toArray();
        if (versions.length == 1) {
            return OptionalLong.of(versions[0]);
        }
        if (Arrays.stream(versions).anyMatch(version -> version == present)) {
            return OptionalLong.of(present);
        }
        throw ApiException.of(Reason.VERSION_MISMATCH, "The resource has another version.");
    }

    /**
     * What is to be created has no version that an If-Match could demand.
     *
     * @throws ApiException VERSION_MISMATCH
     */
    public static void refuseForNew(Optional<String> ifMatch) {
        if (ifMatch.isPresent()) {
            throw ApiException.of(Reason.VERSION_MISMATCH, "What is to be created has no version yet.");
        }
    }

    /** Whether an If-None-Match names the tag; weak and strong tags compare alike here. */
    public static boolean named(String ifNoneMatch, String tag) {
        return tags(ifNoneMatch)
                .map(named -> named.startsWith("W/") ? named.substring(2) : named)
                .anyMatch(named -> named.equals(ANY) || named.equals(tag));
    }

    private static Stream<String> tags(String header) {
        return Stream.of(header.split(",", -1)).map(String::strip);
    }
}
