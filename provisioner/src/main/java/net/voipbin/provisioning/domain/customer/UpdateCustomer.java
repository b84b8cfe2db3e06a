package net.voipbin.provisioning.domain.customer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.voipbin.provisioning.domain.Access;
import net.voipbin.provisioning.domain.Authority;
import net.voipbin.provisioning.domain.CredentialChange;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.DefaultPermission;
import net.voipbin.provisioning.domain.LockedFields;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Resource;
import net.voipbin.provisioning.domain.Situation;
import net.voipbin.provisioning.domain.WebhookMethod;

/**
 * Changes the open fields that it names and leaves the others.
 *
 * @param locked locked fields that the request named, by JSON name, as canonical JSON
 */
public record UpdateCustomer(
        Optional<String> name,
        Optional<String> detail,
        Optional<String> email,
        Optional<String> phoneNumber,
        Optional<String> address,
        Optional<String> webhookMethod,
        Optional<String> webhookUri,
        Optional<List<String>> permissionIds,
        Map<String, String> locked)
        implements Request {

    public UpdateCustomer {
        permissionIds = permissionIds.map(List::copyOf);
        locked = Map.copyOf(locked);
    }

    @Override
    public Decision.Final decide(Situation situation) {
        return Access.toCustomer(
                situation,
                Permission.CUSTOMER_ADMIN,
                customer -> flaw(customer)
                        .or(() -> LockedFields.refusal(customer, locked))
                        .or(() -> Authority.requireGrant(situation, addedPermissions(customer)))
                        .map(Rejection::decision)
                        .orElseGet(() -> updated(situation, customer)));
    }

    private Decision.Final updated(Situation situation, Customer customer) {
        Customer after = customer.with(changed(customer.profile()));
        Decision.Applied updated = Decision.Applied.updated(situation, customer, after);
        boolean verifiesAnew = !customer.standing().emailVerified()
                && updated.changes().stream()
                        .anyMatch(change -> !change.gained(Resource::claims).isEmpty());
        if (!verifiesAnew) {
            return updated;
        }
        // What went out to the address before must not vouch for this one.
        EmailVerification verification = EmailVerification.of(situation, after);
        return new Decision.Applied(
                updated.subject(),
                updated.changes(),
                List.of(CredentialChange.of(after, verification.credential())),
                List.of(verification.mail()));
    }

    private Optional<Rejection> flaw(Customer customer) {
        Customer.Profile present = customer.profile();
        return ProfileRules.firstFlaw(
                        name.orElse(present.name()),
                        detail.orElse(present.detail()),
                        email.orElse(present.email()),
                        phoneNumber.orElse(present.phoneNumber()),
                        address.orElse(present.address()),
                        webhookUri.orElse(present.webhookUri()))
                .or(() -> webhookMethod.flatMap(ProfileRules::webhookMethodFlaw))
                .or(() -> permissionIds.flatMap(ProfileRules::permissionIdsFlaw));
    }

    private Customer.Profile changed(Customer.Profile present) {
        return new Customer.Profile(
                name.orElse(present.name()),
                detail.orElse(present.detail()),
                email.orElse(present.email()),
                phoneNumber.orElse(present.phoneNumber()),
                address.orElse(present.address()),
                webhookMethod.isPresent() ? webhookMethod.flatMap(WebhookMethod::named) : present.webhookMethod(),
                webhookUri.orElse(present.webhookUri()),
                namedPermissions().orElse(present.permissionIds()));
    }

    private Optional<List<DefaultPermission>> namedPermissions() {
        return permissionIds.map(ids -> ids.stream()
                .map(DefaultPermission::named)
                .flatMap(Optional::stream)
                .toList());
    }

    private int addedPermissions(Customer customer) {
        int named = DefaultPermission.mask(namedPermissions().orElse(List.of()));
        return named & ~DefaultPermission.mask(customer.profile().permissionIds());
    }
}
