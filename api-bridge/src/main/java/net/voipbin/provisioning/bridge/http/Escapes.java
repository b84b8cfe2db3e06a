package net.voipbin.provisioning.bridge.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Percent-encoded text, as RFC 3986 has it. */
public final class Escapes {

    private static final int HEX = 16;
    private static final int ESCAPE_LENGTH = 3;

    private Escapes() {}

    /** The text that is meant; empty where an escape is malformed or the bytes are no UTF-8. */
    public static Optional<String> decode(String text) {
        if (text.indexOf('%') < 0) {
            return Optional.of(text);
        }
        byte[] sent = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer meant = ByteBuffer.allocate(sent.length);
        for (int i = 0; i < sent.length; i++) {
            if (sent[i] != '%') {
                meant.put(sent[i]);
                continue;
            }
            if (i + ESCAPE_LENGTH > sent.length) {
                return Optional.empty();
            }
            int high = Character.digit(sent[i + 1], HEX);
            int low = Character.digit(sent[i + 2], HEX);
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            meant.put((byte) (high * HEX + low));
            i += ESCAPE_LENGTH - 1;
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(meant.flip()).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
