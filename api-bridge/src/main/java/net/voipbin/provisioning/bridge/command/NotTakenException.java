package net.voipbin.provisioning.bridge.command;

/** A command has not been published, and never will be: the same may be tried again at will. */
public final class NotTakenException extends RuntimeException {

    public NotTakenException(Exception cause) {
        super("the command was not taken", cause);
    }
}
