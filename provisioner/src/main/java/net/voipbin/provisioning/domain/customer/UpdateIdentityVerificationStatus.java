package net.voipbin.provisioning.domain.customer;

import java.util.Optional;
import net.voipbin.provisioning.domain.Access;
import net.voipbin.provisioning.domain.Authority;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Happening;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;
import net.voipbin.provisioning.domain.text.Words;

/** What the platform knows of a customer's identity: it may hold normal numbers once that is verified. */
public record UpdateIdentityVerificationStatus(String identityVerificationStatus) implements Request {

    private static final String FIELD = "identity_verification_status";

    @Override
    public Decision.Final decide(Situation situation) {
        return Authority.requirePlatform(situation)
                .map(Rejection::decision)
                .orElseGet(() ->
                        Access.toCustomer(situation, Permission.SUPER_ADMIN, customer -> decide(situation, customer)));
    }

    private Decision.Final decide(Situation situation, Customer customer) {
        Optional<Customer.IdentityVerificationStatus> named =
                Words.find(Customer.IdentityVerificationStatus.values(), Words::of, identityVerificationStatus);
        if (named.isEmpty()) {
            return Rejection.ofField(
                            Reason.INVALID_ARGUMENT, FIELD, FIELD + " is none of none, pending, verified, rejected.")
                    .decision();
        }
        return Decision.Applied.updated(
                Happening.IDENTITY_VERIFICATION_UPDATED,
                situation,
                customer,
                customer.with(customer.standing().with(named.get())));
    }
}
