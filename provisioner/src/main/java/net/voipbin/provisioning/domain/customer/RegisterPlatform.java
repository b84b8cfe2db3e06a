package net.voipbin.provisioning.domain.customer;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.domain.Actor;
import net.voipbin.provisioning.domain.Agent;
import net.voipbin.provisioning.domain.Authority;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Field;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;
import net.voipbin.provisioning.domain.Standing;
import net.voipbin.provisioning.domain.text.DerivedId;

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
    public Decision.Final decide(Situation situation) {
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
        Customer customer = Customer.create(
                situation.customerId(),
                situation.time(),
                new Customer.Profile(name, "", email, "", "", Optional.empty(), "", Customer.firstPermissionIds()),
                Standing.CREATED,
                Customer.Terms.NONE);
        return TenantBirth.of(customer, situation.time(), List.of(firstAdmin(situation)));
    }

    private Agent firstAdmin(Situation situation) {
        return Agent.create(
                adminIdOf(situation.customerId()),
                situation.customerId(),
                situation.time(),
                adminUsername,
                new Agent.Profile("super admin", "", Agent.RingMethod.RINGALL),
                Permission.PLATFORM,
                List.of(),
                List.of());
    }
}
