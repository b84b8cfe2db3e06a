package net.voipbin.provisioning.topology.store;

import java.util.UUID;
import net.voipbin.provisioning.contract.WaitingCommand;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** The commands in each customer's mailbox, by the number of their place in it. Not thread-safe. */
public record WaitingCommands(KeyValueStore<Bytes, WaitingCommand> store) {

    public static final String NAME = "mailbox";

    /**
     * The command at the place.
     *
     * @throws IllegalStateException where none is: what the customer's state says of its mailbox is wrong
     */
    public WaitingCommand get(UUID customerId, long number) {
        WaitingCommand waiting = store.get(StoreKeys.waiting(customerId, number));
        if (waiting == null) {
            throw new IllegalStateException("the mailbox of customer " + customerId + " lacks number " + number);
        }
        return waiting;
    }

    public void put(UUID customerId, long number, WaitingCommand waiting) {
        store.put(StoreKeys.waiting(customerId, number), waiting);
    }

    public void remove(UUID customerId, long number) {
        store.delete(StoreKeys.waiting(customerId, number));
    }
}
