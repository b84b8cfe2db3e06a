package net.voipbin.provisioning.endtoend.rest;

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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import net.voipbin.provisioning.bridge.documentation.Documentation;

/**
 * A client of one bridge, which holds every answer against the OpenAPI document. Immutable.
 *
 * @param token sent as bearer; none where it is empty
 * @param contract what the answers are held against
 */
public record RestClient(String url, String token, Contract contract) {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Which answers are as they should be. */
    @FunctionalInterface
    public interface Contract {
        void require(ResponseContract.Answer answer);
    }

    private static final class Described {
        private static final ResponseContract CONTRACT = ResponseContract.of(document());
    }

    /** A client of the API. */
    public RestClient(String url, String token) {
        this(url, token, answer -> Described.CONTRACT.require(answer));
    }

    /** A client of what the document is not about, such as the management port. */
    static RestClient undescribed(String url) {
        return new RestClient(url, "", answer -> {});
    }

    /** The OpenAPI document that the bridge has. */
    static String document() {
        return new String(
                Documentation.load().find("/openapi.yaml").orElseThrow().content(), StandardCharsets.UTF_8);
    }

    /** The answer to a request. */
    public record Reply(int status, HttpHeaders headers, String text) {

        public JsonNode json() {
            try {
                return MAPPER.readTree(text);
            } catch (JsonProcessingException e) {
                throw new AssertionError("not JSON: " + text, e);
            }
        }

        public String text(String field) {
            return json().path(field).asText();
        }

        public String reason() {
            return json().path("error").path("reason").asText();
        }

        JsonNode details() {
            return json().path("error").path("details");
        }

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /** The elements of a list's page. */
        public Iterable<JsonNode> result() {
            return json().path("result");
        }

        /** The only element of a list. */
        public JsonNode only() {
            if (json().path("result").size() != 1) {
                throw new AssertionError("not a list of one: " + text);
            }
            return json().path("result").path(0);
        }

        /** A member of every element of a list's page. */
        public List<String> each(String field) {
            return StreamSupport.stream(result().spliterator(), false)
                    .map(element -> element.path(field).asText())
                    .toList();
        }
    }

    public Reply get(String path, String... headers) {
        return send("GET", path, Optional.empty(), headers);
    }

    public Reply put(String path, String body, String... headers) {
        return send("PUT", path, Optional.of(body), headers);
    }

    public Reply post(String path, String body, String... headers) {
        return send("POST", path, Optional.of(body), headers);
    }

    Reply delete(String path, String... headers) {
        return send("DELETE", path, Optional.empty(), headers);
    }

    public Reply send(String method, String path, Optional<String> body, String... headers) {
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
            HttpResponse<byte[]> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            contract.require(new ResponseContract.Answer(
                    method, path, response.statusCode(), response.headers(), response.body()));
            return new Reply(
                    response.statusCode(), response.headers(), new String(response.body(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    RestClient with(String otherToken) {
        return new RestClient(url, otherToken, contract);
    }
}
