package net.voipbin.provisioning.domain.customer;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import net.voipbin.provisioning.domain.Credential;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Mail;
import net.voipbin.provisioning.domain.Situation;
import net.voipbin.provisioning.domain.text.EmailAddress;
import net.voipbin.provisioning.domain.text.Sha256;

/** The secret that shows that a customer reads its e-mail. Immutable. */
record EmailVerification(String email, String token) {

    static EmailVerification of(Situation situation, Customer customer) {
        String email = customer.profile().email();
        return new EmailVerification(
                email, situation.verificationTokens().token(customer.id(), EmailAddress.comparable(email)));
    }

    /** SHA-256 of the token, in hexadecimal digits. */
    String tokenHash() {
        return HexFormat.of().formatHex(Sha256.of(token.getBytes(StandardCharsets.US_ASCII)));
    }

    Credential credential() {
        return new Credential.TokenHash(tokenHash());
    }

    Mail mail() {
        return new Mail(email, token);
    }
}
