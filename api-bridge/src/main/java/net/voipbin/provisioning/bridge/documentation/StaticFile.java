package net.voipbin.provisioning.bridge.documentation;

import java.util.HexFormat;
import java.util.Map;
import net.voipbin.provisioning.bridge.hash.Sha256;

/**
 * A file that is served as it is, the same to everybody. Immutable, thread-safe.
 *
 * <p>Its headers let a browser load nothing but what this server itself serves, run no script that stands inside a page,
 * and keep the file but ask each time whether it is still the same: its path has no version in it.
 */
public final class StaticFile {

    /** Pictures may stand inside the style sheet: Swagger UI's arrows and locks do. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final String mediaType;
    private final byte[] content;
    private final String entityTag;

    StaticFile(String mediaType, byte[] content) {
        this.mediaType = mediaType;
        this.content = content;
        entityTag = "\"" + HexFormat.of().formatHex(Sha256.of(content), 0, 16) + "\"";
    }

    public String mediaType() {
        return mediaType;
    }

    /** The file's own bytes, which nobody changes. */
    public byte[] content() {
        return content;
    }

    /** Strong, in quotes; another content has another. */
    public String entityTag() {
        return entityTag;
    }

    /** The headers of an answer with this file, its media type among them; a 304 has them too. */
    public Map<String, String> headers() {
        return Map.of(
                "Content-Type",
                mediaType,
                "ETag",
                entityTag,
                "Cache-Control",
                "no-cache",
                "Content-Security-Policy",
                CONTENT_SECURITY_POLICY,
                "Referrer-Policy",
                "no-referrer",
                "X-Content-Type-Options",
                "nosniff");
    }
}
