package net.voipbin.provisioning.topology;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;

/** Keys of the state stores: binary, so that a customer's entries lie together and in order. */
final class StoreKeys {

    private static final int UUID_BYTES = 2 * Long.BYTES;

    private StoreKeys() {}

    static Bytes tenant(UUID customerId) {
        return key(put(UUID_BYTES, customerId));
    }

    static Bytes waiting(UUID customerId, long number) {
        return key(put(UUID_BYTES + Long.BYTES, customerId).putLong(number));
    }

    static Bytes result(UUID customerId, UUID commandId) {
        return key(put(2 * UUID_BYTES, customerId)
                .putLong(commandId.getMostSignificantBits())
                .putLong(commandId.getLeastSignificantBits()));
    }

    static Bytes resource(UUID customerId, ResourceType type, UUID id) {
        return key(put(2 * UUID_BYTES + 1, customerId)
                .put(type.code())
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits()));
    }

    /** The smallest key of the customer's resources of the type. */
    static Bytes firstOf(UUID customerId, ResourceType type) {
        return resource(customerId, type, new UUID(0, 0));
    }

    /** The largest key of the customer's resources of the type. */
    static Bytes lastOf(UUID customerId, ResourceType type) {
        return resource(customerId, type, new UUID(-1, -1));
    }

    private static ByteBuffer put(int size, UUID customerId) {
        return ByteBuffer.allocate(size)
                .putLong(customerId.getMostSignificantBits())
                .putLong(customerId.getLeastSignificantBits());
    }

    private static Bytes key(ByteBuffer buffer) {
        return Bytes.wrap(buffer.array());
    }
}
