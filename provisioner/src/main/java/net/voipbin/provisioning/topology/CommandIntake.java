package net.voipbin.provisioning.topology;

import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.topic.CustomerPartition;
import net.voipbin.provisioning.topic.Topics;
import net.voipbin.provisioning.translation.CommandTranslation;
import net.voipbin.provisioning.translation.MalformedRecordException;
import net.voipbin.provisioning.translation.MalformedRecordException.Flaw;

/**
 * Takes a record of the command topic for a command. Not thread-safe.
 *
 * @param partitions how many the command topic has
 */
record CommandIntake(RecordIntake<Command> records, Fingerprints fingerprints, int partitions) {

    /** @throws MalformedRecordException if the record holds no command, or lies where its customer's don't */
    ReceivedCommand receive(IncomingRecord incoming) {
        if (incoming.bytes() > Topics.MAX_COMMAND_BYTES) {
            throw new MalformedRecordException(
                    Flaw.TOO_LARGE, "the record has more than " + Topics.MAX_COMMAND_BYTES + " bytes uncompressed");
        }
        Command command = records.value(incoming);
        records.requireKey(incoming, command.getCustomerId().toString());
        if (CustomerPartition.of(command.getCustomerId(), partitions) != incoming.partition()) {
            throw new MalformedRecordException(Flaw.WRONG_KEY, "the record is not in its key's partition");
        }
        return new ReceivedCommand(incoming, CommandTranslation.toDomain(command), fingerprints.of(command));
    }
}
