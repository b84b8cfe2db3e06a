package net.voipbin.provisioning.domain;

/** Takes a tenant's right to write, for a reason; what it owns stays untouched. */
public record SuspendCustomer(String reason) implements Request {

    @Override
    public Decision.Final decide(Situation situation) {
        return Transition.ofPlatform(
                situation,
                customer -> Field.text("reason", reason, Field.MAX_NAME)
                        .map(Rejection::decision)
                        .orElseGet(() -> suspended(situation, customer)));
    }

    private Decision.Final suspended(Situation situation, Customer customer) {
        return switch (customer.status()) {
            case ACTIVE ->
                Decision.Applied.of(Change.of(
                        Happening.SUSPENDED,
                        customer,
                        customer.with(customer.standing().suspended(reason), situation.time())));
            case SUSPENDED -> Decision.Applied.fulfilled(customer);
            case INITIAL, FROZEN, DELETED, EXPIRED -> Transition.invalid("Only an active account can be suspended.");
        };
    }
}
