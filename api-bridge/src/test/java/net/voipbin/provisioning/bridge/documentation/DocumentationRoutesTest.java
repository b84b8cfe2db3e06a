package net.voipbin.provisioning.bridge.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import net.voipbin.provisioning.bridge.Bridge;
import net.voipbin.provisioning.bridge.Bridge.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The routes of the API's description. */
class DocumentationRoutesTest {

    @RegisterExtension
    static final Bridge bridge = new Bridge();

    @Test
    void shouldServeTheApisDescriptionToAnyone() {
        // When
        Reply document = bridge.get("/openapi.yaml");
        Reply known = bridge.get("/openapi.yaml", "If-None-Match", document.header("ETag"));
        Reply page = bridge.get("/docs");
        Reply outside = bridge.get("/docs/../openapi.yaml");
        Reply written = bridge.send("POST", "/docs", "{}");

        // Then
        assertThat(document.text()).contains("openapi: 3.1");
        assertThat(document.header("Content-Type")).isEqualTo("application/yaml");
        assertThat(document.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(known.status()).isEqualTo(304);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(outside.status()).isEqualTo(404);
        assertThat(written.header("Allow")).isEqualTo("GET, HEAD");
    }
}
