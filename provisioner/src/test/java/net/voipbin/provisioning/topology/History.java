package net.voipbin.provisioning.topology;

import java.util.List;
import java.util.Optional;
import net.voipbin.provisioning.contract.ClaimHolder;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.WaitingCommand;
import org.apache.avro.specific.SpecificRecord;

/**
 * What was published, what came of it, and what is stored when nothing is under way any more. Immutable.
 *
 * @param sent each customer's in the order in which they were published
 * @param emitted in the order in which it went out
 */
record History(
        List<Sent> sent,
        List<SpecificRecord> emitted,
        List<Resource> stored,
        List<ClaimHolder> claims,
        List<WaitingCommand> waiting) {

    /** A record of the command topic; without a command where it is malformed. */
    record Sent(IncomingRecord origin, Optional<Command> command) {}

    <V extends SpecificRecord> List<V> emitted(Class<V> type) {
        return emitted.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
