package net.voipbin.provisioning.domain;

import java.util.Optional;

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
