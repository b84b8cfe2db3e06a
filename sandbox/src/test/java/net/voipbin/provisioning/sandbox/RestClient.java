package net.voipbin.provisioning.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A client of one bridge. Immutable.
 *
 * @param token sent as bearer; none where it is empty
 */
record RestClient(String url, String token) {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** What came back. */
    record Reply(int status, HttpHeaders headers, String text) {

        JsonNode json() {
            try {
                return MAPPER.readTree(text);
            } catch (JsonProcessingException e) {
                throw new AssertionError("not JSON: " + text, e);
            }
        }

        String text(String field) {
            return json().path(field).asText();
        }

        String reason() {
            return json().path("error").path("reason").asText();
        }

        JsonNode details() {
            return json().path("error").path("details");
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /** The elements of a list's page. */
        Iterable<JsonNode> result() {
            return json().path("result");
        }

        /** The only element of a list. */
        JsonNode only() {
            if (json().path("result").size() != 1) {
                throw new AssertionError("not a list of one: " + text);
            }
            return json().path("result").path(0);
        }

        /** A member of every element of a list's page. */
        List<String> each(String field) {
            return StreamSupport.stream(result().spliterator(), false)
                    .map(element -> element.path(field).asText())
                    .toList();
        }
    }

    Reply get(String path, String... headers) {
        return send("GET", path, Optional.empty(), headers);
    }

    Reply put(String path, String body, String... headers) {
        return send("PUT", path, Optional.of(body), headers);
    }

    Reply post(String path, String body, String... headers) {
        return send("POST", path, Optional.of(body), headers);
    }

    Reply delete(String path, String... headers) {
        return send("DELETE", path, Optional.empty(), headers);
    }

    Reply send(String method, String path, Optional<String> body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .method(
                        method,
                        body.map(HttpRequest.BodyPublishers::ofString).orElseGet(HttpRequest.BodyPublishers::noBody));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    RestClient with(String otherToken) {
        return new RestClient(url, otherToken);
    }
}
