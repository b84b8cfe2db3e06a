package net.voipbin.provisioning.topology;

import java.util.List;
import net.voipbin.provisioning.contract.Credential;
import net.voipbin.provisioning.contract.MailRequest;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.domain.Change;
import net.voipbin.provisioning.domain.Claim;

/**
 * All that one atomic change writes, ready to be written: whatever can fail has been done. Immutable.
 *
 * @param changeSeq the customer's number of the change; that of the one before where there are no events
 */
record PreparedChange(
        long changeSeq,
        List<Event> events,
        List<KeyedCredential> credentials,
        List<MailRequest> mails,
        List<Claim> released) {

    PreparedChange {
        events = List.copyOf(events);
        credentials = List.copyOf(credentials);
        mails = List.copyOf(mails);
        released = List.copyOf(released);
    }

    /** What the change does to one resource, and the event that publishes it. */
    record Event(Change change, ResourceEvent published) {}

    /** What is known of a secret, under the key of its resource. */
    record KeyedCredential(String subject, Credential published) {}
}
