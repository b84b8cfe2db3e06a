package net.voipbin.provisioning.endtoend.bed;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import net.voipbin.provisioning.sandbox.part.EmbeddedRegistry;
import net.voipbin.provisioning.sandbox.part.FreePort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedRegistryEndToEndTest {

    @Test
    void shouldHaveKeptItsSchemasAfterAKillAndARestart(@TempDir Path directory) throws Exception {
        try (EmbeddedRegistry registry = new EmbeddedRegistry(directory, FreePort.any()).start()) {
            // Given
            HttpResponse<String> registered =
                    send(HttpRequest.newBuilder(URI.create(registry.url() + "/subjects/greeting-value/versions"))
                            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                            .POST(HttpRequest.BodyPublishers.ofString("{\"schema\": \"\\\"string\\\"\"}"))
                            .build());
            assertThat(registered.statusCode()).isEqualTo(200);

            // When
            registry.kill();
            registry.start();

            // Then
            HttpResponse<String> subjects = send(HttpRequest.newBuilder(URI.create(registry.url() + "/subjects"))
                    .build());
            assertThat(subjects.body()).isEqualTo("[\"greeting-value\"]");
        }
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
