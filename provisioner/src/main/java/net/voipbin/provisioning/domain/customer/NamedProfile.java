package net.voipbin.provisioning.domain.customer;

import java.util.Optional;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.WebhookMethod;

/** A new customer's open fields as a request names them. Immutable. */
public record NamedProfile(
        String name,
        String detail,
        String email,
        String phoneNumber,
        String address,
        String webhookMethod,
        String webhookUri) {

    Optional<Rejection> flaw() {
        return ProfileRules.firstFlaw(name, detail, email, phoneNumber, address, webhookUri)
                .or(() -> ProfileRules.webhookMethodFlaw(webhookMethod));
    }

    Customer.Profile profile() {
        return new Customer.Profile(
                name,
                detail,
                email,
                phoneNumber,
                address,
                WebhookMethod.named(webhookMethod),
                webhookUri,
                Customer.firstPermissionIds());
    }
}
