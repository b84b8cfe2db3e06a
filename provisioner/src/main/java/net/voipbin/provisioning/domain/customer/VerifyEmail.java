package net.voipbin.provisioning.domain.customer;

import java.util.Optional;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Field;
import net.voipbin.provisioning.domain.Happening;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;

/**
 * The customer's e-mail is read by its owner: a signup becomes active.
 *
 * @param tokenHash SHA-256 of the token that went out by mail, in hexadecimal digits
 */
public record VerifyEmail(String tokenHash) implements Request {

    @Override
    public Decision.Final decide(Situation situation) {
        return Transition.ofPlatform(situation, customer -> switch (customer.status()) {
            case INITIAL ->
                wrongToken(situation, customer)
                        .map(Rejection::decision)
                        .orElseGet(() -> Decision.Applied.updated(
                                Happening.EMAIL_VERIFIED,
                                situation,
                                customer,
                                customer.with(customer.standing().verified())));
            case ACTIVE, SUSPENDED, FROZEN ->
                wrongToken(situation, customer)
                        .map(Rejection::decision)
                        .orElseGet(() -> Decision.Applied.fulfilled(customer));
            case DELETED, EXPIRED -> Transition.invalid("The account has ended.");
        });
    }

    private Optional<Rejection> wrongToken(Situation situation, Customer customer) {
        return EmailVerification.of(situation, customer).tokenHash().equals(tokenHash)
                ? Optional.empty()
                : Field.invalid("token", "is not the one that was sent.");
    }
}
