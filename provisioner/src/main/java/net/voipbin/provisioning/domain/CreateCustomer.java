package net.voipbin.provisioning.domain;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A new tenant: customer, guest agent and billing account appear together, and the e-mail is its alone. */
public record CreateCustomer(
        String name,
        String detail,
        String email,
        String phoneNumber,
        String address,
        String webhookMethod,
        String webhookUri)
        implements Request {

    private static final UUID NIL = new UUID(0, 0);

    @Override
    public Decision decide(Situation situation) {
        Optional<Rejection> refusal = Authority.requirePlatform(situation)
                .or(() -> situation
                        .tenant()
                        .customer()
                        .map(existing -> Rejection.of(
                                Reason.CUSTOMER_ALREADY_EXISTS, "A customer with this id exists already.")))
                .or(() -> reservedId(situation))
                .or(() -> Authority.requireVersion(situation, Optional.empty()))
                .or(this::flaw);
        if (refusal.isPresent()) {
            return refusal.get().decision();
        }
        return situation
                .claims()
                .obstacle(List.of(Claim.customerEmail(email, situation.customerId())))
                .orElseGet(() -> TenantBirth.of(situation.customerId(), profile(), situation.time(), List.of()));
    }

    private Optional<Rejection> reservedId(Situation situation) {
        return situation.concernsPlatform() || situation.customerId().equals(NIL)
                ? Field.invalid("id", "is reserved.")
                : Optional.empty();
    }

    private Optional<Rejection> flaw() {
        return ProfileRules.firstFlaw(name, detail, email, phoneNumber, address, webhookUri)
                .or(() -> ProfileRules.webhookMethodFlaw(webhookMethod));
    }

    private Profile profile() {
        return new Profile(
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
