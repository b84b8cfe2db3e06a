package net.voipbin.provisioning.bridge.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.helidon.http.DirectHandler;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import net.voipbin.provisioning.bridge.http.ApiError;
import net.voipbin.provisioning.bridge.http.Reason;
import net.voipbin.provisioning.bridge.http.RequestId;

/** Answers what the server itself turns away, before it is a request at all, in the API's own form. */
final class MalformedRequests {

    private static final JsonMapper MAPPER = new JsonMapper();

    private static final byte[] NOTHING = {};

    private MalformedRequests() {}

    static DirectHandlers handlers() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (EventType type : EventType.values()) {
            handlers.addHandler(type, MalformedRequests::answer);
        }
        return handlers.build();
    }

    private static DirectHandler.TransportResponse answer(
            DirectHandler.TransportRequest request,
            EventType type,
            Status status,
            ServerResponseHeaders headers,
            String message) {
        ApiError error = error(type, status);
        String requestId = RequestId.of(request.headers().first(HeaderNames.create(RequestId.HEADER)));
        return DirectHandler.TransportResponse.builder()
                .status(Status.create(error.reason().httpStatus()))
                .headers(headers)
                .header(HeaderNames.CONTENT_TYPE, "application/json; charset=utf-8")
                .header(HeaderNames.create(RequestId.HEADER), requestId)
                .keepAlive(false)
                .entity("HEAD".equals(request.method()) ? NOTHING : bytes(error, requestId))
                .build();
    }

    private static ApiError error(EventType type, Status status) {
        if (status.code() == Status.REQUEST_ENTITY_TOO_LARGE_413.code()) {
            return ApiError.of(Reason.PAYLOAD_TOO_LARGE, "The request is too large.");
        }
        return switch (type) {
            case PAYLOAD_TOO_LARGE -> ApiError.of(Reason.PAYLOAD_TOO_LARGE, "The request is too large.");
            case INTERNAL_ERROR -> ApiError.of(Reason.INTERNAL, "Something went wrong here.");
            case BAD_REQUEST, FORBIDDEN, OTHER, HTTP_VERSION_NOT_SUPPORTED ->
                ApiError.of(Reason.INVALID_ARGUMENT, "The request is not well-formed HTTP.");
        };
    }

    private static byte[] bytes(ApiError error, String requestId) {
        try {
            return MAPPER.writeValueAsBytes(error.envelope(requestId));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer could not be written as JSON", e);
        }
    }
}
