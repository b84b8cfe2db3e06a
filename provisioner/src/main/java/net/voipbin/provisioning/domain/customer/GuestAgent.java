package net.voipbin.provisioning.domain.customer;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.voipbin.provisioning.domain.Agent;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.Revision;
import net.voipbin.provisioning.domain.text.DerivedId;

/** The administrator that every customer has from birth to death, so that its account can always be recovered. */
public final class GuestAgent {

    private GuestAgent() {}

    /** The id follows from the customer's: exactly one guest each, also when a command is decided again. */
    public static UUID idOf(UUID customerId) {
        return DerivedId.of(customerId, "guest-agent");
    }

    public static Agent of(UUID customerId, Instant time) {
        return new Agent(
                idOf(customerId),
                customerId,
                Revision.first(time),
                "guest-" + customerId + "@guest.invalid",
                new Agent.Profile(
                        "guest",
                        "Made with the account, for its recovery: it always has an administrator.",
                        Agent.RingMethod.RINGALL),
                Agent.Status.OFFLINE,
                Permission.ADMIN,
                List.of(),
                List.of(),
                true);
    }
}
