package net.voipbin.provisioning.settings;

/** A setting is missing, unknown or out of its bounds; the message names it and never shows its value. */
public final class InvalidSettingException extends RuntimeException {

    public InvalidSettingException(String message) {
        super(message);
    }
}
