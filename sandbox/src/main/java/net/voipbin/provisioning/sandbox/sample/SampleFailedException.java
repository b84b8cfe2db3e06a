package net.voipbin.provisioning.sandbox.sample;

/** The sample is not what it should be, or something else became of it than it says; the message names the place. */
public final class SampleFailedException extends RuntimeException {

    SampleFailedException(String message) {
        super(message);
    }

    SampleFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
