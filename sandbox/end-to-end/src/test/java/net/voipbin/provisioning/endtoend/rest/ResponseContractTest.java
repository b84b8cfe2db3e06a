package net.voipbin.provisioning.endtoend.rest;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResponseContractTest {

    private static final ResponseContract CONTRACT = ResponseContract.of(RestClient.document());
    private static final String TAG_PATH = "/v1.0/tags/0198a0f0-0000-8000-8000-000000000003";
    private static final String TAG = """
            {"id": "0198a0f0-0000-8000-8000-000000000003", "customer_id": "0198a0f0-0000-7000-8000-000000000001",
             "name": "sales", "detail": "", "tm_create": "2026-01-02T03:04:05.000006Z", "tm_update": null,
             "tm_delete": null}""";
    private static final String PENDING = """
            {"id": "0198a0f0-0000-8000-8000-000000000009", "status": "pending"}""";
    private static final String LOCATION = "/v1.0/commands/0198a0f0-0000-8000-8000-000000000009";

    @Test
    void shouldTakeAnswersAsTheyAreDescribed() {
        // When
        List<ResponseContract.Answer> good = List.of(
                tag(),
                answer("GET", TAG_PATH + "?token=secret", 200, TAG),
                answer("GET", TAG_PATH, 304, ""),
                with(
                        answer(
                                "GET",
                                "/v1.0/tags",
                                200,
                                "{\"result\": [%s], \"next_page_token\": \"\"}".formatted(TAG)),
                        "ETag",
                        "\"0123456789abcdefghijABCD\""),
                with(answer("PUT", TAG_PATH, 202, PENDING), "Location", LOCATION),
                error("GET", TAG_PATH, 404, "NOT_FOUND", "RESOURCE_NOT_FOUND"),
                error("GET", "/nowhere", 404, "NOT_FOUND", "ROUTE_NOT_FOUND"),
                with(
                        error("PATCH", "/v1.0/customers/", 405, "METHOD_NOT_ALLOWED", "METHOD_NOT_ALLOWED"),
                        "Allow",
                        "GET, HEAD, PUT"),
                answer("POST", "/auth/signup", 200, "{}"));

        // Then
        assertThatCode(() -> good.forEach(CONTRACT::require)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "name": "sales",            |                               | required property 'name' not found
                    "name": "sales",            | "name": "sales", "version": 1,| 'version' is not defined
                    "name": "sales"             | "name": 7                     | /name integer found, string expected
                    "name": "sales"             | "name": ""                    | /name must be at least 1 char
                    05.000006Z                  | 05Z                           | /tm_create does not match
                    "tm_update": null           | "tm_update": ""               | /tm_update does not match
                    "tm_delete": null           | "tm_delete": "2026-01-02T03:04:05.000006Z" | /tm_delete string found, null expected
                    0198a0f0-0000-7000-8000-000000000001 | 00000000-0000-0000-0000-000000000000 | /customer_id does not match
                    0198a0f0-0000-7000-8000-000000000001 | 0198A0F0-0000-7000-8000-000000000001 | /customer_id does not match
                    """)
    void shouldRefuseABodyThatIsNotAsDescribed(String part, String planted, String flaw) {
        // When
        ResponseContract.Answer wrong = answer("GET", TAG_PATH, 200, TAG.replace(part, planted == null ? "" : planted));

        // Then
        refuses(wrong, flaw);
    }

    @Test
    void shouldRefuseAStatusThatTheOperationDoesNotHave() {
        refuses(answer("POST", "/v1.0/tags", 201, TAG), "no such status is described");
        refuses(
                error("GET", TAG_PATH, 409, "FAILED_PRECONDITION", "STATE_INVALID"),
                "GET " + TAG_PATH + " answered 409, and the document differs: no such status is described");
    }

    @Test
    void shouldRefuseAnAnswerWithoutAHeaderThatIsPromised() {
        refuses(without(tag(), "ETag"), "the header ETag is missing");
        refuses(without(tag(), "X-Request-Id"), "the header X-Request-Id is missing");
        refuses(answer("PUT", TAG_PATH, 202, PENDING), "the header Location is missing");
        refuses(error("GET", TAG_PATH, 503, "UNAVAILABLE", "SERVICE_UNAVAILABLE"), "the header Retry-After is missing");
    }

    @Test
    void shouldRefuseAHeaderThatIsNotAsDescribed() {
        refuses(with(tag(), "ETag", "1"), "the header ETag: does not match");
        refuses(
                with(answer("PUT", TAG_PATH, 202, PENDING), "Location", "/v1.0/commands/1"),
                "the header Location: does not match");
    }

    @Test
    void shouldRefuseAReasonOfAnotherStatusCode() {
        refuses(error("GET", TAG_PATH, 404, "NOT_FOUND", "ROUTE_NOT_FOUND"), "/error/reason");
        refuses(error("GET", TAG_PATH, 404, "PERMISSION_DENIED", "RESOURCE_NOT_FOUND"), "/error");
        refuses(error("GET", "/nowhere", 404, "NOT_FOUND", "RESOURCE_NOT_FOUND"), "/error/reason");
    }

    @Test
    void shouldRefuseAnErrorThatContradictsItself() {
        // Given
        ResponseContract.Answer good = error("GET", TAG_PATH, 404, "NOT_FOUND", "RESOURCE_NOT_FOUND");

        // Then
        refuses(with(good, "X-Request-Id", "another"), "request_id is not what X-Request-Id says");
        refuses(withBody(good, text(good).replace("\"message\": \"No.\"}", "\"message\": \"Yes.\"}")), "messages");
    }

    @Test
    void shouldRefuseAnotherMediaTypeAndWhatIsNoJson() {
        refuses(with(tag(), "Content-Type", "text/html"), "the media type text/html is not described");
        refuses(without(tag(), "Content-Type"), "the media type none is not described");
        refuses(withBody(tag(), "<html>"), "the body is not JSON");
        refuses(withBody(tag(), TAG + TAG), "the body is not JSON");
        refuses(withBody(tag(), TAG.replace("\"detail\"", "\"name\"")), "the body is not JSON");
        refuses(withBody(tag(), ""), "the body");
        refuses(answer("GET", TAG_PATH, 304, TAG), "no body is described");
    }

    @Test
    void shouldRefuseWhatNoOperationIsDescribedFor() {
        refuses(answer("PATCH", TAG_PATH, 200, TAG), "no such status is described");
        refuses(answer("GET", "/v1.0/secrets", 200, "{}"), "no such status is described");
        refuses(error("PATCH", TAG_PATH, 404, "NOT_FOUND", "ROUTE_NOT_FOUND"), "the path is described");
        refuses(
                with(error("GET", "/nowhere", 405, "METHOD_NOT_ALLOWED", "METHOD_NOT_ALLOWED"), "Allow", "GET"),
                "the path is not described");
        refuses(
                with(
                        error("PATCH", TAG_PATH, 405, "METHOD_NOT_ALLOWED", "METHOD_NOT_ALLOWED"),
                        "Allow",
                        "GET, HEAD, PUT"),
                "Allow is [GET, HEAD, PUT], described are [DELETE, GET, HEAD, PUT]");
    }

    @Test
    void shouldPreferWhatIsWrittenOutToAPlace() {
        // Given
        ResponseContract both = ResponseContract.of("""
                paths:
                  /tags/{id}:
                    get: {responses: {"204": {$ref: "#/components/responses/Any"}}}
                  /tags/all:
                    get: {responses: {"205": {$ref: "#/components/responses/Any"}}}
                components: {responses: {Any: {}}}
                """);

        // Then
        assertThatCode(() -> both.require(answer("GET", "/tags/all", 205, ""))).doesNotThrowAnyException();
        assertThatCode(() -> both.require(answer("GET", "/tags/1", 204, ""))).doesNotThrowAnyException();
        assertThatThrownBy(() -> both.require(answer("GET", "/tags/all", 204, "")))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void shouldNotShowACredentialInItsMessage() {
        assertThatThrownBy(() -> CONTRACT.require(answer("GET", TAG_PATH + "?token=secret", 500, "")))
                .isInstanceOf(AssertionError.class)
                .hasMessageNotContaining("secret");
    }

    private static void refuses(ResponseContract.Answer wrong, String flaw) {
        assertThatThrownBy(() -> CONTRACT.require(wrong))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(flaw);
    }

    private static ResponseContract.Answer tag() {
        return answer("GET", TAG_PATH, 200, TAG);
    }

    private static ResponseContract.Answer error(String method, String path, int status, String word, String reason) {
        return answer(method, path, status, """
                {"error": {"status": "%s", "reason": "%s", "message": "No.", "request_id": "request"},\
                 "message": "No."}""".formatted(word, reason));
    }

    /** With the headers that most answers have. */
    private static ResponseContract.Answer answer(String method, String path, int status, String body) {
        Map<String, List<String>> headers = Map.of(
                "x-request-id", List.of("request"),
                "etag", List.of("\"1\""),
                "content-type", List.of("application/json; charset=utf-8"));
        return new ResponseContract.Answer(
                method, path, status, HttpHeaders.of(headers, (name, value) -> true), bytes(body));
    }

    private static ResponseContract.Answer with(ResponseContract.Answer answer, String name, String value) {
        Map<String, List<String>> headers =
                new HashMap<>(without(answer, name).headers().map());
        headers.put(name, new ArrayList<>(List.of(value)));
        return withHeaders(answer, headers);
    }

    private static ResponseContract.Answer without(ResponseContract.Answer answer, String name) {
        Map<String, List<String>> headers = new HashMap<>(answer.headers().map());
        headers.keySet().removeIf(name::equalsIgnoreCase);
        return withHeaders(answer, headers);
    }

    private static ResponseContract.Answer withHeaders(
            ResponseContract.Answer answer, Map<String, List<String>> headers) {
        return new ResponseContract.Answer(
                answer.method(),
                answer.path(),
                answer.status(),
                HttpHeaders.of(headers, (name, value) -> true),
                answer.body());
    }

    private static ResponseContract.Answer withBody(ResponseContract.Answer answer, String body) {
        return new ResponseContract.Answer(
                answer.method(), answer.path(), answer.status(), answer.headers(), bytes(body));
    }

    private static String text(ResponseContract.Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
