package net.voipbin.provisioning.topology.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import net.voipbin.provisioning.domain.Resource;
import net.voipbin.provisioning.domain.Tenant;
import net.voipbin.provisioning.domain.Timer;
import org.apache.kafka.common.utils.Bytes;

/** Keys of the state stores: binary, so that a customer's entries lie together and in order. */
public final class StoreKeys {

    private static final int UUID_BYTES = 2 * Long.BYTES;

    private static final byte UNIQUE = 'u';
    private static final byte REFERENCE = 'r';

    private StoreKeys() {}

    static Bytes tenant(UUID customerId) {
        return key(put(UUID_BYTES, customerId));
    }

    public static Bytes waiting(UUID customerId, long number) {
        return key(put(UUID_BYTES + Long.BYTES, customerId).putLong(number));
    }

    static Bytes result(UUID customerId, UUID commandId) {
        return key(put(2 * UUID_BYTES, customerId)
                .putLong(commandId.getMostSignificantBits())
                .putLong(commandId.getLeastSignificantBits()));
    }

    public static Bytes resource(UUID customerId, Resource.Type type, UUID id) {
        return key(put(2 * UUID_BYTES + 1, customerId)
                .put(type.code())
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits()));
    }

    /** The smallest key of the customer's resources. */
    static Bytes firstResource(UUID customerId) {
        return key(put(UUID_BYTES, customerId));
    }

    /** The smallest key behind this resource's. */
    static Bytes behind(UUID customerId, Resource.Type type, UUID id) {
        byte[] key = resource(customerId, type, id).get();
        return Bytes.wrap(Arrays.copyOf(key, key.length + 1));
    }

    /** A key behind those of all resources of the customer. */
    static Bytes lastResource(UUID customerId) {
        return key(put(UUID_BYTES + 1, customerId).put((byte) -1));
    }

    static Bytes uniqueKey(UUID customerId, byte[] hash) {
        return key(put(UUID_BYTES + 1 + hash.length, customerId).put(UNIQUE).put(hash));
    }

    static Bytes reference(UUID customerId, UUID referred, Resource.Type type, UUID id) {
        return key(put(3 * UUID_BYTES + 2, customerId)
                .put(REFERENCE)
                .putLong(referred.getMostSignificantBits())
                .putLong(referred.getLeastSignificantBits())
                .put(type.code())
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits()));
    }

    /** The smallest key of a reference to it. */
    static Bytes firstReference(UUID customerId, UUID referred) {
        return key(put(2 * UUID_BYTES + 1, customerId)
                .put(REFERENCE)
                .putLong(referred.getMostSignificantBits())
                .putLong(referred.getLeastSignificantBits()));
    }

    /** A key behind those of all references to it. */
    static Bytes lastReference(UUID customerId, UUID referred) {
        return key(put(2 * UUID_BYTES + 2, customerId)
                .put(REFERENCE)
                .putLong(referred.getMostSignificantBits())
                .putLong(referred.getLeastSignificantBits())
                .put((byte) -1));
    }

    /** The resource that a reference's key names as the one that refers. */
    static Tenant.Place referrer(Bytes reference) {
        ByteBuffer key = ByteBuffer.wrap(reference.get()).position(2 * UUID_BYTES + 1);
        Resource.Type type = typeOf(key.get());
        return new Tenant.Place(type, new UUID(key.getLong(), key.getLong()));
    }

    /** Times sort as they are, since none is before 1970. */
    static Bytes timer(long fires, UUID customerId, Timer.Kind kind) {
        return key(ByteBuffer.allocate(Long.BYTES + UUID_BYTES + 1)
                .putLong(fires)
                .putLong(customerId.getMostSignificantBits())
                .putLong(customerId.getLeastSignificantBits())
                .put(kind.code()));
    }

    /** A key behind those of all timers that fire up to then. */
    static Bytes timersUpTo(long time) {
        return key(ByteBuffer.allocate(Long.BYTES).putLong(time + 1));
    }

    public static UUID customerOfTimer(Bytes timer) {
        ByteBuffer key = ByteBuffer.wrap(timer.get()).position(Long.BYTES);
        return new UUID(key.getLong(), key.getLong());
    }

    public static Timer.Kind kindOfTimer(Bytes timer) {
        byte code = timer.get()[Long.BYTES + UUID_BYTES];
        for (Timer.Kind kind : Timer.Kind.values()) {
            if (kind.code() == code) {
                return kind;
            }
        }
        throw new IllegalStateException("no kind of timer: " + code);
    }

    public static Resource.Type typeOf(byte code) {
        for (Resource.Type type : Resource.Type.values()) {
            if (type.code() == code) {
                return type;
            }
        }
        throw new IllegalStateException("no type of resource: " + code);
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
