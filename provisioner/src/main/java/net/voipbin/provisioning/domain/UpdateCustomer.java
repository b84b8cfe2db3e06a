package net.voipbin.provisioning.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    public Decision decide(Situation situation) {
        Optional<Customer> found = Authority.visibleCustomer(situation);
        if (found.isEmpty()) {
            return Rejection.notFound().decision();
        }
        Customer customer = found.get();
        Optional<Rejection> refusal = Authority.requireInTenant(situation, Permission.CUSTOMER_ADMIN)
                .or(() -> Authority.requireWritable(situation, customer))
                .or(() -> Authority.requireVersion(situation, Optional.of(customer)))
                .or(() -> flaw(customer))
                .or(() -> LockedFields.refusal(customer, locked))
                .or(() -> Authority.requireGrant(situation, addedPermissions(customer)));
        if (refusal.isPresent()) {
            return refusal.get().decision();
        }
        Profile changed = changed(customer);
        if (changed.equals(customer.profile())) {
            return Decision.Applied.fulfilled(customer);
        }
        boolean otherEmail = !EmailAddress.comparable(changed.email())
                .equals(EmailAddress.comparable(customer.profile().email()));
        return otherEmail
                ? situation
                        .claims()
                        .obstacle(List.of(Claim.customerEmail(changed.email(), customer.id())))
                        .orElseGet(() -> applied(
                                customer.updated(changed, situation.time()),
                                List.of(Claim.customerEmail(customer.profile().email(), customer.id()))))
                : applied(customer.updated(changed, situation.time()), List.of());
    }

    private static Decision applied(Change change, List<Claim> released) {
        return new Decision.Applied(change.resource(), List.of(change), released);
    }

    private Optional<Rejection> flaw(Customer customer) {
        Profile present = customer.profile();
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

    private Profile changed(Customer customer) {
        Profile present = customer.profile();
        return new Profile(
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
