package net.voipbin.provisioning.domain.customer;

import java.util.Optional;
import net.voipbin.provisioning.domain.Authority;
import net.voipbin.provisioning.domain.Field;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Situation;
import net.voipbin.provisioning.domain.text.NamedId;

/** Which ids a new customer may have. */
final class NewCustomer {

    private NewCustomer() {}

    static Optional<Rejection> refusal(Situation situation) {
        return situation
                .tenant()
                .customer()
                .map(existing ->
                        Rejection.of(Reason.CUSTOMER_ALREADY_EXISTS, "A customer with this id exists already."))
                .or(() -> situation.concernsPlatform() || situation.customerId().equals(NamedId.NIL)
                        ? Field.invalid("id", "is reserved.")
                        : Optional.empty())
                .or(() -> Authority.requireVersion(situation, Optional.empty()));
    }
}
