package net.voipbin.provisioning.sandbox.process;

/** A part of the sandbox did not start, did not stop, or ended by itself; the message says which, and what it logged last. */
public final class PartFailedException extends RuntimeException {

    public PartFailedException(String message) {
        super(message);
    }

    public PartFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
