package net.voipbin.provisioning.endtoend.load;

import java.util.UUID;
import net.voipbin.provisioning.contract.DeadLetter;
import net.voipbin.provisioning.topic.Topics;
import net.voipbin.provisioning.translation.MalformedRecordException.Flaw;
import org.jspecify.annotations.Nullable;

/**
 * A malformed record as the broker took it.
 *
 * @param customerId of nothing else than this record
 */
public record MalformedRecord(
        String kind,
        Flaw flaw,
        UUID customerId,
        int partition,
        long offset,
        byte @Nullable [] key,
        byte @Nullable [] value) {

    /** The same record with the offset that the broker has given it. */
    public MalformedRecord at(long offset) {
        return new MalformedRecord(kind, flaw, customerId, partition, offset, key, value);
    }

    public boolean isOriginOf(DeadLetter letter) {
        return letter.getTopic().equals(Topics.COMMANDS.name())
                && letter.getPartition() == partition
                && letter.getOffset() == offset;
    }
}
