package net.voipbin.provisioning.bridge.command;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * A decided command, as the read model remembers it. Immutable.
 *
 * @param reason set when, and only when, it was rejected
 * @param result the published result; empty once it has been erased with its customer
 */
public record StoredResult(
        UUID commandId, UUID customerId, Bytes fingerprint, Optional<String> reason, Optional<Bytes> result) {

    /** Bytes that compare by content. Immutable. */
    public static final class Bytes {

        private final byte[] content;

        public Bytes(byte[] content) {
            this.content = content.clone();
        }

        public byte[] content() {
            return content.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(content);
        }
    }
}
