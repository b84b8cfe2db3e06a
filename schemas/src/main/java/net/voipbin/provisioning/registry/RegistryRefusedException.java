package net.voipbin.provisioning.registry;

/** The registry understood the request and refused it: the same request will be refused again. Holds no credentials. */
public final class RegistryRefusedException extends RuntimeException {

    private static final int NOT_FOUND = 404;

    private static final int CONFLICT = 409;

    private final int httpStatus;
    private final int errorCode;

    public RegistryRefusedException(int httpStatus, int errorCode, String message) {
        super(message);
        this.httpStatus = httpStatus;
        this.errorCode = errorCode;
    }

    public int httpStatus() {
        return httpStatus;
    }

    /** The registry's own code, such as 40403 for an unknown schema; the HTTP status where it gave none. */
    public int errorCode() {
        return errorCode;
    }

    /** There is no such schema, subject or version. */
    public boolean isNotFound() {
        return httpStatus == NOT_FOUND;
    }

    /** The schema breaks the subject's compatibility rule; or, in some registries, another did the same at once. */
    public boolean isConflict() {
        return httpStatus == CONFLICT;
    }
}
