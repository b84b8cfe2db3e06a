package net.voipbin.provisioning.topology;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import net.voipbin.provisioning.contract.Wakeup;
import net.voipbin.provisioning.translation.MalformedRecordException;
import net.voipbin.provisioning.translation.MalformedRecordException.Flaw;

/** Lets waiting commands go on. Not thread-safe. */
record Wakeups(RecordIntake<Wakeup> intake, Mailbox mailbox, Outputs outputs) {

    void take(IncomingRecord incoming) {
        Wakeup wakeup;
        UUID customerId;
        try {
            wakeup = intake.value(incoming);
            customerId = customerId(incoming);
        } catch (MalformedRecordException e) {
            outputs.deadLetter(incoming, e);
            return;
        }
        if (wakeup.getClaimAnswer() == null) {
            mailbox.resume(customerId, incoming);
        } else {
            mailbox.answer(customerId, wakeup.getClaimAnswer(), incoming);
        }
    }

    private static UUID customerId(IncomingRecord incoming) {
        try {
            byte[] key = incoming.key() == null ? new byte[0] : incoming.key();
            return UUID.fromString(new String(key, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new MalformedRecordException(Flaw.WRONG_KEY, "the key is not a customer id");
        }
    }
}
