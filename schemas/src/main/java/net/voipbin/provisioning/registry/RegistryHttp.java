package net.voipbin.provisioning.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.voipbin.provisioning.registry.RegistrySettings.Endpoint;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a request to one registry after another, and all over again after a pause, until one gives an answer that
 * counts. The one that answered last is the first to be asked next. Thread-safe.
 */
final class RegistryHttp implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RegistryHttp.class);

    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final int LONGEST_QUOTE = 500;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;

    private final RegistrySettings settings;
    private final HttpClient http;
    private final JsonMapper json = JsonMapper.builder().build();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile int preferred;

    RegistryHttp(RegistrySettings settings) {
        this.settings = settings;
        // No redirects: they would take the credentials along.
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    JsonNode get(String path) {
        return send("GET", path, Optional.empty());
    }

    JsonNode post(String path, JsonNode body) {
        return send("POST", path, Optional.of(body));
    }

    JsonNode put(String path, JsonNode body) {
        return send("PUT", path, Optional.of(body));
    }

    @Override
    public void close() {
        closed.countDown();
        http.shutdownNow();
    }

    private JsonNode send(String method, String path, Optional<JsonNode> body) {
        Duration longestPause = settings.retryWait();
        RegistryUnreachableException failure = new RegistryUnreachableException("No schema registry was asked");
        for (int round = 0; round <= settings.maxRetries(); round++) {
            if (round > 0) {
                pause(longestPause, failure);
                longestPause = shorter(longestPause.multipliedBy(2), settings.retryMaxWait());
            }
            List<Endpoint> endpoints = settings.endpoints();
            int first = preferred;
            for (int i = 0; i < endpoints.size(); i++) {
                int index = (first + i) % endpoints.size();
                try {
                    JsonNode answer = sendTo(endpoints.get(index), method, path, body);
                    preferred = index;
                    return answer;
                } catch (RegistryRefusedException e) {
                    preferred = index;
                    throw e;
                } catch (RegistryUnreachableException e) {
                    log.atDebug()
                            .addKeyValue("registry", endpoints.get(index).base())
                            .addKeyValue("round", round)
                            .setCause(e)
                            .log("Schema registry gave no answer");
                    e.addSuppressed(failure);
                    failure = e;
                }
            }
        }
        throw failure;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Full jitter, so that many processes that fail together don't come back together. */
    private void pause(Duration longest, RegistryUnreachableException failure) {
        long millis = ThreadLocalRandom.current()
                .nextLong(shorter(longest, settings.retryMaxWait()).toMillis() + 1);
        try {
            if (closed.await(millis, TimeUnit.MILLISECONDS)) {
                throw failure;
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private JsonNode sendTo(Endpoint endpoint, String method, String path, Optional<JsonNode> body) {
        BodyPublisher publisher = body.map(
                        content -> BodyPublishers.ofString(content.toString(), StandardCharsets.UTF_8))
                .orElseGet(BodyPublishers::noBody);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint.base() + path))
                .method(method, publisher)
                .header("Accept", MEDIA_TYPE + ", application/json");
        if (body.isPresent()) {
            request.header("Content-Type", MEDIA_TYPE);
        }
        endpoint.authorization().ifPresent(value -> request.header("Authorization", value.reveal()));
        HttpResponse<String> response = exchange(endpoint, request.build());
        int status = response.statusCode();
        if (status >= 500 || status == TOO_MANY_REQUESTS || status == REQUEST_TIMEOUT) {
            throw new RegistryUnreachableException(
                    "Schema registry " + endpoint.base() + " answered with HTTP status " + status);
        }
        JsonNode content = content(endpoint, response);
        if (status >= 300) {
            throw refused(endpoint, method, path, status, content);
        }
        return content;
    }

    private HttpResponse<String> exchange(Endpoint endpoint, HttpRequest request) {
        CompletableFuture<HttpResponse<String>> exchange =
                http.sendAsync(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        try {
            // HttpRequest's own timeout ends with the headers; this one spans the body too.
            Duration timeout = settings.connectTimeout().plus(settings.readTimeout());
            return exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new RegistryUnreachableException("Schema registry " + endpoint.base() + " can't be reached", e);
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw new RegistryUnreachableException("Schema registry " + endpoint.base() + " did not answer in time", e);
        } catch (InterruptedException e) {
            exchange.cancel(true);
            throw new InterruptException(e);
        }
    }

    private JsonNode content(Endpoint endpoint, HttpResponse<String> response) {
        try {
            return json.readTree(response.body());
        } catch (JsonProcessingException e) {
            if (response.statusCode() >= 300) {
                return json.createObjectNode();
            }
            // Its message would quote the answer.
            throw new RegistryUnreachableException("Schema registry " + endpoint.base() + " answered without JSON");
        }
    }

    private static RegistryRefusedException refused(
            Endpoint endpoint, String method, String path, int status, JsonNode content) {
        int given = content.path("error_code").asInt();
        int code = given == 0 ? status : given;
        String message = content.path("message").asText("");
        String said = message.length() > LONGEST_QUOTE ? message.substring(0, LONGEST_QUOTE) + "..." : message;
        return new RegistryRefusedException(
                status,
                code,
                "Schema registry %s refused %s %s: HTTP status %d, error code %d%s"
                        .formatted(
                                endpoint.base(),
                                method,
                                path,
                                status,
                                code,
                                said.isEmpty() ? "" : ", saying: " + said));
    }
}
