package net.voipbin.provisioning.domain;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The platform's own customer, with its first super admin: the one through whom all others are made. By an upstream
 * service only; fulfilled where that customer exists.
 */
public record RegisterPlatform(String name, String email, String adminUsername) implements Request {

    /** The first super admin's id follows from the platform's customer id. */
    public static UUID adminIdOf(UUID platformCustomerId) {
        return DerivedId.of(platformCustomerId, "first-super-admin");
    }

    @Override
    public Decision decide(Situation situation) {
        if (!(situation.command().actor() instanceof Actor.Platform)) {
            return Rejection.permissionDenied().decision();
        }
        if (!situation.concernsPlatform()) {
            return Field.invalid("customer_id", "is not the platform's own.")
                    .orElseThrow()
                    .decision();
        }
        Optional<Customer> existing = situation.tenant().customer();
        Optional<Rejection> otherVersion = Authority.requireVersion(situation, existing);
        if (otherVersion.isPresent()) {
            return otherVersion.get().decision();
        }
        if (existing.isPresent()) {
            return Decision.Applied.fulfilled(existing.get());
        }
        Optional<Rejection> flaw = Field.firstFlaw(
                Field.text("name", name, Field.MAX_NAME),
                Field.email("email", email),
                Field.username("admin_username", adminUsername));
        if (flaw.isPresent()) {
            return flaw.get().decision();
        }
        UUID customerId = situation.customerId();
        UUID adminId = adminIdOf(customerId);
        return situation
                .claims()
                .obstacle(List.of(Claim.customerEmail(email, customerId), Claim.agentUsername(adminUsername, adminId)))
                .orElseGet(() -> TenantBirth.of(
                        customerId,
                        new Profile(name, "", email, "", "", Optional.empty(), "", Customer.firstPermissionIds()),
                        situation.time(),
                        List.of(Agent.create(
                                adminId,
                                customerId,
                                situation.time(),
                                adminUsername,
                                "super admin",
                                "",
                                Permission.PLATFORM))));
    }
}
