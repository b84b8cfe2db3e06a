package net.voipbin.provisioning.topology.store;

import java.util.UUID;
import net.voipbin.provisioning.contract.TenantState;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** How far each customer has come: its changes, counts, timers and mailbox. Not thread-safe. */
public record TenantStates(KeyValueStore<Bytes, TenantState> store) {

    public static final String NAME = "tenants";

    /** The customer's state; an empty one where nothing is known of it. */
    public TenantState get(UUID customerId) {
        TenantState state = store.get(StoreKeys.tenant(customerId));
        return state == null ? TenantState.newBuilder().build() : state;
    }

    /** Keeps the state. A customer that never was and has nothing waiting leaves no trace. */
    public void put(UUID customerId, TenantState state) {
        boolean empty = state.getChangeSeq() == 0 && state.getMailboxFirst() == state.getMailboxNext();
        store.put(StoreKeys.tenant(customerId), empty ? null : state);
    }
}
