package net.voipbin.provisioning.topology;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import net.voipbin.provisioning.domain.Command;

/** A well-formed command and the record that it came in. */
record ReceivedCommand(IncomingRecord origin, Command command, ByteBuffer fingerprint) {

    UUID customerId() {
        return command.customerId();
    }

    Instant received() {
        return Instant.ofEpochMilli(origin.timestamp());
    }
}
