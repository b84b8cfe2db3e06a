package net.voipbin.provisioning.projection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Credential;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.registry.TrustedContracts;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Avro's own framing, which needs no registry. Thread-safe. */
final class Wire {

    static {
        TrustedContracts.declare();
    }

    private Wire() {}

    static byte[] write(ResourceEvent event) {
        try {
            return bytes(event.toByteBuffer());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] write(CommandResult result) {
        try {
            return bytes(result.toByteBuffer());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] write(Credential credential) {
        try {
            return bytes(credential.toByteBuffer());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Deserializer<Credential> credentials() {
        return (topic, data) -> read(data, Credential::fromByteBuffer);
    }

    static Deserializer<ResourceEvent> events() {
        return (topic, data) -> read(data, ResourceEvent::fromByteBuffer);
    }

    static Deserializer<CommandResult> results() {
        return (topic, data) -> read(data, CommandResult::fromByteBuffer);
    }

    private interface Reader<T> {
        T read(ByteBuffer bytes) throws IOException;
    }

    private static <T> @Nullable T read(byte @Nullable [] data, Reader<T> reader) {
        if (data == null) {
            return null;
        }
        try {
            return reader.read(ByteBuffer.wrap(data));
        } catch (IOException | AvroRuntimeException e) {
            throw new SerializationException("undecodable", e);
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
