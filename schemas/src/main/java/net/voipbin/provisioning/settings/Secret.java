package net.voipbin.provisioning.settings;

import java.nio.charset.StandardCharsets;

/** A text that must not show in any output. Immutable. */
public record Secret(String reveal) {

    /** The text in UTF-8, for use as a key. */
    public byte[] revealBytes() {
        return reveal.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "***";
    }
}
