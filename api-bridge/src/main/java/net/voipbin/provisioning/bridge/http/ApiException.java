package net.voipbin.provisioning.bridge.http;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ends the handling of a request with an error answer. */
public final class ApiException extends RuntimeException {

    private final transient ApiError error;
    private final transient Map<String, String> headers;

    public ApiException(ApiError error) {
        this(error, Map.of(), null);
    }

    private ApiException(ApiError error, Map<String, String> headers, @Nullable Throwable cause) {
        // The stack of an expected refusal says nothing that its reason doesn't.
        super(error.reason().name(), cause, false, cause != null);
        this.error = error;
        this.headers = Map.copyOf(headers);
    }

    public static ApiException of(Reason reason, String message) {
        return new ApiException(ApiError.of(reason, message));
    }

    public static ApiException ofField(Reason reason, String field, String flaw) {
        return new ApiException(ApiError.ofField(reason, field, flaw));
    }

    public static ApiException notFound() {
        return of(Reason.RESOURCE_NOT_FOUND, "No such resource.");
    }

    public static ApiException permissionDenied() {
        return of(Reason.PERMISSION_DENIED, "The caller's permission does not allow this.");
    }

    /** A part that the bridge needs is away or has no room; it is worth a try again soon. */
    public static ApiException unavailable(String message, @Nullable Throwable cause) {
        return new ApiException(ApiError.of(Reason.SERVICE_UNAVAILABLE, message), Map.of("Retry-After", "1"), cause);
    }

    public ApiException withHeader(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new ApiException(error, more, getCause());
    }

    /** The same refusal with its cause, which is logged and never shown to the client. */
    public ApiException causedBy(@Nullable Throwable cause) {
        return new ApiException(error, headers, cause);
    }

    public ApiError error() {
        return error;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
