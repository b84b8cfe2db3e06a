package net.voipbin.provisioning.topology;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.UUID;
import net.voipbin.provisioning.domain.Resource;
import net.voipbin.provisioning.topology.store.StoreKeys;
import net.voipbin.provisioning.topology.store.StoredResources;
import net.voipbin.provisioning.topology.store.TenantStates;

/** The topics that hold the state of the customers, for whoever reads it from outside. */
public final class Changelogs {

    /** For how long, at least, they tell that something was deleted. Local state that is older may not learn of it. */
    public static final Duration TOMBSTONES_KEPT = Duration.ofDays(1);

    private static final int RESOURCE_KEY_BYTES = 2 * 2 * Long.BYTES + 1;
    private static final int TENANT_KEY_BYTES = 2 * Long.BYTES;

    private Changelogs() {}

    /** Each resource that is kept, as the contract's Resource. */
    public static String resources(String applicationId) {
        return topic(applicationId, StoredResources.NAME);
    }

    /** How far each customer's changes have come, as the contract's TenantState. */
    public static String tenants(String applicationId) {
        return topic(applicationId, TenantStates.NAME);
    }

    /** Which resource of which customer a key names. */
    public record ResourcePlace(UUID customerId, Resource.Type type, UUID id) {}

    /**
     * Of a record of the resources.
     *
     * @throws IllegalArgumentException for a key of another form
     */
    public static ResourcePlace resource(byte[] key) {
        require(key, RESOURCE_KEY_BYTES);
        ByteBuffer parts = ByteBuffer.wrap(key);
        UUID customerId = new UUID(parts.getLong(), parts.getLong());
        Resource.Type type = StoreKeys.typeOf(parts.get());
        return new ResourcePlace(customerId, type, new UUID(parts.getLong(), parts.getLong()));
    }

    /**
     * The customer that a record of the tenants is of.
     *
     * @throws IllegalArgumentException for a key of another form
     */
    public static UUID tenant(byte[] key) {
        require(key, TENANT_KEY_BYTES);
        ByteBuffer parts = ByteBuffer.wrap(key);
        return new UUID(parts.getLong(), parts.getLong());
    }

    static String topic(String applicationId, String store) {
        return applicationId + "-" + store + "-changelog";
    }

    private static void require(byte[] key, int length) {
        if (key.length != length) {
            throw new IllegalArgumentException("a key of " + key.length + " bytes");
        }
    }
}
