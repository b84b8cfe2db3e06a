package net.voipbin.provisioning.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasonTest {

    /** The error catalogue as it is published. */
    private static final String CATALOGUE = """
            INVALID_ARGUMENT 400 INVALID_ARGUMENT INVALID_JSON_BODY INVALID_ID INVALID_REQUEST_PARAMETER MISSING_REQUEST_PARAMETER \
            INVALID_EMAIL INVALID_USERNAME_FORMAT INVALID_RING_METHOD INVALID_ROUTING_METHOD INVALID_ACTION_TYPE INVALID_TAG_IDS \
            REFERENCE_INVALID LOCKED_FIELD
            UNAUTHENTICATED 401 AUTHENTICATION_REQUIRED INVALID_CREDENTIALS
            PAYMENT_REQUIRED 402 INSUFFICIENT_BALANCE
            METHOD_NOT_ALLOWED 405 METHOD_NOT_ALLOWED
            PAYLOAD_TOO_LARGE 413 PAYLOAD_TOO_LARGE
            UNSUPPORTED_MEDIA_TYPE 415 UNSUPPORTED_MEDIA_TYPE
            IDEMPOTENCY_KEY_REUSED 422 IDEMPOTENCY_KEY_REUSED
            PERMISSION_DENIED 403 PERMISSION_DENIED AGENT_AUTH_REQUIRED ACCOUNT_SUSPENDED ACCOUNT_FROZEN GUEST_AGENT_PROTECTED \
            IDENTITY_VERIFICATION_REQUIRED
            NOT_FOUND 404 RESOURCE_NOT_FOUND ROUTE_NOT_FOUND
            ALREADY_EXISTS 409 CUSTOMER_ALREADY_EXISTS AGENT_ALREADY_EXISTS NUMBER_ALREADY_EXISTS TAG_ALREADY_EXISTS \
            ADDRESS_ALREADY_ASSIGNED
            FAILED_PRECONDITION 409 STATE_INVALID
            FAILED_PRECONDITION 412 VERSION_MISMATCH
            RESOURCE_EXHAUSTED 429 RESOURCE_LIMIT_EXCEEDED RATE_LIMIT_EXCEEDED
            INTERNAL 500 INTERNAL
            UNAVAILABLE 503 SERVICE_UNAVAILABLE
            UNAVAILABLE 504 DEADLINE_EXCEEDED
            """;

    @Test
    void shouldHaveEveryReasonWithTheStatusAndCodeOfTheCatalogue() {
        // Given
        List<String> catalogue = CATALOGUE.lines().flatMap(ReasonTest::entries).toList();

        // When
        List<String> ours = Stream.of(Reason.values())
                .map(reason -> reason.status() + " " + reason.httpStatus() + " " + reason.name())
                .toList();

        // Then
        assertThat(ours).containsExactlyInAnyOrderElementsOf(catalogue);
    }

    @ParameterizedTest
    @CsvSource({"VERSION_MISMATCH,412", "STATE_INVALID,409"})
    void shouldFindReasonsByName(String name, int httpStatus) {
        // When
        Reason reason = Reason.named(name).orElseThrow();

        // Then
        assertThat(reason.httpStatus()).isEqualTo(httpStatus);
    }

    private static Stream<String> entries(String line) {
        List<String> words = List.of(line.split(" "));
        return words.subList(2, words.size()).stream().map(reason -> words.get(0) + " " + words.get(1) + " " + reason);
    }
}
