package net.voipbin.provisioning.topology;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Outcome;
import net.voipbin.provisioning.domain.Command;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Resource;
import net.voipbin.provisioning.translation.CommandTranslation;
import net.voipbin.provisioning.translation.RejectionTranslation;
import net.voipbin.provisioning.translation.ResourceTranslation;

/** A well-formed command and the record that it came in. */
record ReceivedCommand(IncomingRecord origin, Command command, ByteBuffer fingerprint) {

    UUID customerId() {
        return command.customerId();
    }

    Instant received() {
        return Instant.ofEpochMilli(origin.timestamp());
    }

    /**
     * The result of a command that was carried out.
     *
     * @param changeSeq the customer's number of the change
     * @param subject what the command is about, after it
     */
    CommandResult applied(long changeSeq, Instant time, Resource subject) {
        return result(changeSeq, time)
                .setOutcome(Outcome.APPLIED)
                .setResource(ResourceTranslation.toContract(subject))
                .build();
    }

    /**
     * The result of a command that was refused.
     *
     * @param changeSeq the customer's number of its latest change
     */
    CommandResult rejected(long changeSeq, Instant time, Rejection rejection) {
        return result(changeSeq, time)
                .setOutcome(Outcome.REJECTED)
                .setRejection(RejectionTranslation.toContract(rejection))
                .build();
    }

    private CommandResult.Builder result(long changeSeq, Instant time) {
        return CommandResult.newBuilder()
                .setCommandId(command.commandId())
                .setCustomerId(customerId())
                .setActor(CommandTranslation.toContract(command.actor()))
                .setFingerprint(fingerprint)
                .setChangeSeq(changeSeq)
                .setTime(time);
    }
}
