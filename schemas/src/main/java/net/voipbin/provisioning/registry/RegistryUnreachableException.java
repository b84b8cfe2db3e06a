package net.voipbin.provisioning.registry;

/** No registry gave an answer that counts, whatever was tried: a later attempt may succeed. Holds no credentials. */
public final class RegistryUnreachableException extends RuntimeException {

    public RegistryUnreachableException(String message, Throwable cause) {
        super(message, cause);
    }

    public RegistryUnreachableException(String message) {
        super(message);
    }
}
