package net.voipbin.provisioning.bridge.documentation;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * The API's OpenAPI document, and Swagger UI to read it and try it out. Each file is named here and read once, so that
 * no path can lead to another one. Immutable, thread-safe.
 */
public final class Documentation {

    /** Registered by RFC 9512; a type of OpenAPI's own is only a draft. */
    private static final String YAML = "application/yaml";

    private static final String HTML = "text/html; charset=utf-8";
    private static final String CSS = "text/css; charset=utf-8";
    private static final String JAVASCRIPT = "text/javascript; charset=utf-8";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String PNG = "image/png";

    private static final String WEBJAR_VERSION = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

    private final Map<String, StaticFile> files;

    private Documentation(Map<String, StaticFile> files) {
        this.files = Map.copyOf(files);
    }

    public static Documentation load() {
        String webjar = "/META-INF/resources/webjars/swagger-ui/" + webjarVersion() + "/";
        return new Documentation(Map.of(
                "/openapi.yaml", file(YAML, "openapi.yaml"),
                "/docs", file(HTML, "page.html"),
                "/docs/page.css", file(CSS, "page.css"),
                "/docs/page.js", file(JAVASCRIPT, "page.js"),
                "/docs/favicon-32x32.png", file(PNG, webjar + "favicon-32x32.png"),
                "/docs/swagger-ui.css", file(CSS, webjar + "swagger-ui.css"),
                "/docs/swagger-ui-bundle.js", file(JAVASCRIPT, webjar + "swagger-ui-bundle.js"),
                "/docs/swagger-ui-bundle.js.LICENSE.txt", file(TEXT, webjar + "swagger-ui-bundle.js.LICENSE.txt")));
    }

    /** The file at a path, as it was sent and without the query. */
    public Optional<StaticFile> find(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /** The paths that have a file: they are public, and have GET alone. */
    public Set<String> paths() {
        return files.keySet();
    }

    private static StaticFile file(String mediaType, String resource) {
        return new StaticFile(mediaType, bytes(resource));
    }

    private static String webjarVersion() {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(new String(bytes(WEBJAR_VERSION), StandardCharsets.ISO_8859_1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "");
    }

    private static byte[] bytes(String resource) {
        try (InputStream stream = Documentation.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("not on the class path: " + resource);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
