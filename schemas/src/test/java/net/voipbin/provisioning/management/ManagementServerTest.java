package net.voipbin.provisioning.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManagementServerTest {

    private final AtomicBoolean live = new AtomicBoolean(true);
    private final AtomicBoolean ready = new AtomicBoolean(true);
    private final ManagementServer server =
            ManagementServer.start("127.0.0.1", 0, live::get, ready::get, () -> "projection_events_total 7.0\n");
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"true, 200, up", "false, 503, down"})
    void shouldTellWhetherItIsLive(boolean isLive, int status, String word) throws Exception {
        // Given
        live.set(isLive);
        // When
        HttpResponse<String> response = request("GET", "/health/live");
        // Then
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEqualTo("{\"status\":\"" + word + "\"}");
    }

    @ParameterizedTest
    @CsvSource({"true, 200, up", "false, 503, down"})
    void shouldTellWhetherItIsReady(boolean isReady, int status, String word) throws Exception {
        // Given
        ready.set(isReady);
        // When
        HttpResponse<String> response = request("GET", "/health/ready");
        // Then
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEqualTo("{\"status\":\"" + word + "\"}");
    }

    @Test
    void shouldShowTheMetrics() throws Exception {
        // When
        HttpResponse<String> response = request("GET", "/metrics");
        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(response.body()).isEqualTo("projection_events_total 7.0\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/health", "/health/live/", "/health/readyness", "/metrics/more"})
    void shouldNotFindAnythingElse(String path) throws Exception {
        // When
        HttpResponse<String> response = request("GET", path);
        // Then
        assertThat(response.statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"POST, /health/live", "HEAD, /health/ready", "DELETE, /metrics", "PUT, /metrics"})
    void shouldAllowNothingButGet(String method, String path) throws Exception {
        // When
        HttpResponse<String> response = request(method, path);
        // Then
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains("GET");
        assertThat(response.body()).isEmpty();
    }

    private HttpResponse<String> request(String method, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
