package net.voipbin.provisioning.projection;

import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** How far customers' changes are in a read model: collected first, then written by one statement. Not thread-safe. */
final class CustomerProgress {

    private final ManyRows rows = new ManyRows();

    /**
     * Adds a customer, each at most once.
     *
     * @param changeSeq the number of the customer's latest change
     * @param lastChange the time of that change; null where it is not known
     */
    CustomerProgress with(UUID customerId, long changeSeq, @Nullable Instant lastChange) {
        rows.with("customer_id", customerId).with("change_seq", changeSeq).with("tm_last_change", lastChange);
        return this;
    }

    /** Writes what was added; a customer that is further already stays as it is. */
    void write(Handle handle) {
        rows.write(handle, Sql.named(CustomerProgress.class, "advance"));
    }
}
