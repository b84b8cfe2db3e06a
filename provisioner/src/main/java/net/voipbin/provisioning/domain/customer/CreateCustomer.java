package net.voipbin.provisioning.domain.customer;

import java.util.List;
import net.voipbin.provisioning.domain.Authority;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;
import net.voipbin.provisioning.domain.Standing;

/** A new tenant: customer, guest agent and billing account appear together, and the e-mail is its alone. */
public record CreateCustomer(NamedProfile profile) implements Request {

    @Override
    public Decision.Final decide(Situation situation) {
        return Authority.requirePlatform(situation)
                .or(() -> NewCustomer.refusal(situation))
                .or(profile::flaw)
                .map(Rejection::decision)
                .orElseGet(() -> TenantBirth.of(
                        Customer.create(
                                situation.customerId(),
                                situation.time(),
                                profile.profile(),
                                Standing.CREATED,
                                Customer.Terms.NONE),
                        situation.time(),
                        List.of()));
    }
}
