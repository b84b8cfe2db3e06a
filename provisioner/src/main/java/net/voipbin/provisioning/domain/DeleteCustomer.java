package net.voipbin.provisioning.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Ends a tenant at once, with everything that it owns; personal data is erased and its unique values become free. */
public record DeleteCustomer() implements Request {

    @Override
    public Decision decide(Situation situation) {
        Optional<Rejection> denied = Authority.requirePlatform(situation);
        if (denied.isPresent()) {
            return denied.get().decision();
        }
        Optional<Customer> found = situation.tenant().customer();
        if (found.isEmpty()) {
            return Rejection.notFound().decision();
        }
        Customer customer = found.get();
        Optional<Rejection> refusal = Authority.requireVersion(situation, Optional.of(customer));
        if (refusal.isPresent()) {
            return refusal.get().decision();
        }
        if (situation.concernsPlatform()) {
            return Rejection.of(Reason.STATE_INVALID, "The platform's own customer cannot be deleted.")
                    .decision();
        }
        return customer.live() ? cascade(situation, customer) : Decision.Applied.fulfilled(customer);
    }

    private static Decision cascade(Situation situation, Customer customer) {
        Change deleted = customer.deleted(situation.time());
        List<Change> changes = new ArrayList<>();
        List<Claim> released = new ArrayList<>();
        changes.add(deleted);
        released.add(Claim.customerEmail(customer.profile().email(), customer.id()));
        try (Stream<Agent> agents = situation.tenant().agents()) {
            agents.forEach(agent -> {
                changes.add(agent.deleted(situation.time()));
                if (!agent.guest()) {
                    released.add(Claim.agentUsername(agent.username(), agent.id()));
                }
            });
        }
        situation
                .tenant()
                .billingAccount(customer.billingAccountId())
                .ifPresent(account -> changes.add(account.deleted(situation.time())));
        return new Decision.Applied(deleted.resource(), changes, released);
    }
}
