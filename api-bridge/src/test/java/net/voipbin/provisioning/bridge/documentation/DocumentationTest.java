package net.voipbin.provisioning.bridge.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DocumentationTest {

    private static final Documentation DOCUMENTATION = Documentation.load();
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");

    @ParameterizedTest
    @CsvSource({
        "/openapi.yaml, application/yaml",
        "/docs, text/html; charset=utf-8",
        "/docs/page.js, text/javascript; charset=utf-8",
        "/docs/page.css, text/css; charset=utf-8",
        "/docs/swagger-ui.css, text/css; charset=utf-8",
        "/docs/swagger-ui-bundle.js, text/javascript; charset=utf-8",
        "/docs/swagger-ui-bundle.js.LICENSE.txt, text/plain; charset=utf-8",
        "/docs/favicon-32x32.png, image/png"
    })
    void shouldServeEachFileWithItsMediaType(String path, String mediaType) {
        // When
        StaticFile file = DOCUMENTATION.find(path).orElseThrow();

        // Then
        assertThat(file.content()).isNotEmpty();
        assertThat(file.headers()).containsEntry("Content-Type", mediaType).containsEntry("ETag", file.entityTag());
        assertThat(file.entityTag()).matches("\"[0-9a-f]{32}\"");
    }

    @Test
    void shouldLetABrowserLoadNothingFromElsewhere() {
        assertThat(DOCUMENTATION.paths()).allSatisfy(path -> {
            StaticFile file = DOCUMENTATION.find(path).orElseThrow();
            List<String> directives = List.of(
                    file.headers().getOrDefault("Content-Security-Policy", "").split("; ", -1));
            assertThat(directives).contains("default-src 'none'", "script-src 'self'", "connect-src 'self'");
            assertThat(directives).allMatch(directive -> directive.matches("[a-z-]+( '(self|none)'| data:)+"));
            assertThat(directives)
                    .filteredOn(directive -> directive.contains("data:"))
                    .hasSize(1);
            assertThat(file.headers()).containsEntry("X-Content-Type-Options", "nosniff");
        });
    }

    @Test
    void shouldHaveEverythingThatThePageLoads() {
        // When
        List<String> links = LINK.matcher(text("/docs"))
                .results()
                .map(match -> match.group(1))
                .toList();

        // Then
        assertThat(links)
                .hasSize(5)
                .allSatisfy(link ->
                        assertThat(DOCUMENTATION.find("/" + link)).as(link).isPresent());
        assertThat(text("/docs/page.js")).contains("url: \"openapi.yaml\"", "persistAuthorization: false");
    }

    @Test
    void shouldHaveNoScriptOrStyleInsideThePageAndNameNoOtherHost() {
        // When
        String page = text("/docs");

        // Then
        assertThat(page).doesNotContainPattern("<script(?! src=)|<style|style=| on[a-z]+=");
        assertThat(List.of(page, text("/docs/page.js"), text("/docs/page.css")))
                .allSatisfy(text -> assertThat(text).doesNotContainPattern("//[a-z]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs/",
                "/docs/index.html",
                "/docs/../openapi.yaml",
                "/docs/..%2fopenapi.yaml",
                "/docs//page.js",
                "/docs/swagger-initializer.js",
                "/docs/page.js/",
                "/openapi.yaml/",
                "openapi.yaml",
                "/",
                ""
            })
    void shouldServeNothingElse(String path) {
        assertThat(DOCUMENTATION.find(path)).isEmpty();
    }

    @Test
    void shouldTagOtherContentOtherwise() {
        // When
        StaticFile one = new StaticFile("text/plain", new byte[] {1});
        StaticFile other = new StaticFile("text/plain", new byte[] {2});

        // Then
        assertThat(one.entityTag()).isNotEqualTo(other.entityTag());
    }

    private static String text(String path) {
        return new String(DOCUMENTATION.find(path).orElseThrow().content(), StandardCharsets.UTF_8);
    }
}
