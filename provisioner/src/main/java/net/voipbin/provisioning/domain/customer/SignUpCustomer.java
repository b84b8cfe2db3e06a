package net.voipbin.provisioning.domain.customer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.voipbin.provisioning.domain.AccessKey;
import net.voipbin.provisioning.domain.Authority;
import net.voipbin.provisioning.domain.Credential;
import net.voipbin.provisioning.domain.CredentialChange;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Field;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Revision;
import net.voipbin.provisioning.domain.Situation;
import net.voipbin.provisioning.domain.Standing;

/**
 * A new tenant by its owner's own hand: with an access key for the first year, its e-mail still to be verified. The token
 * for that goes out by mail and nowhere else.
 *
 * @param tokenPrefix the first 11 characters of the access key's token
 * @param tokenHash SHA-256 of that token, in hexadecimal digits
 */
public record SignUpCustomer(NamedProfile profile, Customer.Terms terms, String tokenPrefix, String tokenHash)
        implements Request {

    private static final Duration KEY_LIFETIME = Duration.ofDays(365);

    @Override
    public Decision.Final decide(Situation situation) {
        return Authority.requirePlatform(situation)
                .or(() -> NewCustomer.refusal(situation))
                .or(this::flaw)
                .map(Rejection::decision)
                .orElseGet(() -> birth(situation));
    }

    private Decision.Final birth(Situation situation) {
        Customer customer =
                Customer.create(situation.customerId(), situation.time(), profile.profile(), Standing.SIGNED_UP, terms);
        AccessKey key = new AccessKey(
                AccessKey.idOfFirst(customer.id()),
                customer.id(),
                Revision.first(situation.time()),
                "default",
                "",
                tokenPrefix,
                situation.time().plus(KEY_LIFETIME));
        EmailVerification verification = EmailVerification.of(situation, customer);
        return new Decision.Applied(
                customer,
                TenantBirth.of(customer, situation.time(), List.of(key)).changes(),
                List.of(
                        CredentialChange.of(key, new Credential.TokenHash(tokenHash)),
                        CredentialChange.of(customer, verification.credential())),
                List.of(verification.mail()));
    }

    private Optional<Rejection> flaw() {
        return profile.flaw()
                .or(() -> Field.text("terms_agreed_version", terms.agreedVersion(), Field.MAX_NAME))
                .or(() -> Field.text("terms_agreed_ip", terms.agreedIp(), Field.MAX_NAME))
                .or(() -> AccessKey.tokenFlaw(tokenPrefix, tokenHash));
    }
}
